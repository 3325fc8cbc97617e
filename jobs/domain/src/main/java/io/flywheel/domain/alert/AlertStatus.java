package io.flywheel.domain.alert;

/**
 * Where an alert stands. Persisted: append only.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Life of an alert".
 */
public enum AlertStatus {
    INACTIVE("inactive"),
    PENDING("pending"),
    FIRING("firing"),
    RECOVERING("recovering"),
    RESOLVED("resolved");

    private final String word;

    AlertStatus(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }

    /** Whether something is going on: pending, firing or recovering. */
    public boolean isOpen() {
        return this == PENDING || isOn();
    }

    /** Whether people are to know of it: firing or recovering. */
    public boolean isOn() {
        return this == FIRING || this == RECOVERING;
    }
}
