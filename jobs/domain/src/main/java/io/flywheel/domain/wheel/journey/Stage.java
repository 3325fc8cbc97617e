package io.flywheel.domain.wheel.journey;

/** How far a customer has come, lowest first. Persisted: append only. */
public enum Stage {
    STRANGER("stranger"),
    EVALUATOR("evaluator"),
    BEGINNER("beginner"),
    REGULAR("regular"),
    CHAMPION("champion");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }
}
