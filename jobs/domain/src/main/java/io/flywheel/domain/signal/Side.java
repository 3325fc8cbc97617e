package io.flywheel.domain.signal;

/** What adds energy to the wheel, and what takes it. Persisted: append only. */
public enum Side {
    PUSH,
    FRICTION;

    /** The word used in tables, topics and files. */
    public String word() {
        return this == PUSH ? "push" : "friction";
    }
}
