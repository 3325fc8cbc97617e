package io.flywheel.domain.signal;

/** Who pushes, and who caused the friction. Persisted: append only. */
public enum Department {
    MARKETING("marketing"),
    SALES("sales"),
    SERVICE("service");

    private final String word;

    Department(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }
}
