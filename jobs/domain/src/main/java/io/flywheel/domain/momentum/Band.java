package io.flywheel.domain.momentum;

/** The three bands that a momentum index falls into, worst first. Persisted: append only. */
public enum Band {
    RED("red"),
    YELLOW("yellow"),
    GREEN("green");

    private final String word;

    Band(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }
}
