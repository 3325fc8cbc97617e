package io.flywheel.domain.signal;

/** The three phases of the wheel, in the order a customer first meets them. Persisted: append only. */
public enum Phase {
    ATTRACT("attract"),
    ENGAGE("engage"),
    DELIGHT("delight");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }
}
