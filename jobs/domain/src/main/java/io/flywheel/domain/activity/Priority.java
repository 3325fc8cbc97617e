package io.flywheel.domain.activity;

/** How urgent a ticket is, and by how much that scales its friction. Persisted in flight: append only. */
public enum Priority {
    LOW(1),
    NORMAL(1),
    HIGH(2),
    URGENT(4);

    private final int severity;

    Priority(int severity) {
        this.severity = severity;
    }

    /** Factor on the weight of friction. */
    public int severity() {
        return severity;
    }
}
