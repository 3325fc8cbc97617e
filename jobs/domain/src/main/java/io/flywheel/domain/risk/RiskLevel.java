package io.flywheel.domain.risk;

/** How much a churn risk asks for attention; where one begins stands in the model. */
public enum RiskLevel {
    LOW("low"),
    ELEVATED("elevated"),
    HIGH("high");

    private final String word;

    RiskLevel(String word) {
        this.word = word;
    }

    /** The word used in tables and files. */
    public String word() {
        return word;
    }
}
