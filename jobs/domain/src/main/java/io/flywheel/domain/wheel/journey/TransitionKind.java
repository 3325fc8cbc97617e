package io.flywheel.domain.wheel.journey;

/** What changed between a customer and the wheel. Persisted: append only. */
public enum TransitionKind {
    IDENTIFY("identify"),
    ACTIVATE("activate"),
    ADOPT("adopt"),
    ADORE("adore"),
    ADVOCATE("advocate"),
    REGRESS("regress"),
    LAPSE("lapse"),
    RESURRECT("resurrect");

    private final String word;

    TransitionKind(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }
}
