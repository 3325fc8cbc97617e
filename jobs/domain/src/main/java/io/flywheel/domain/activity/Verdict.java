package io.flywheel.domain.activity;

/** What intake decides about an activity from its own two timestamps: take it, send it to the late topic, or refuse it. */
public enum Verdict {
    ON_TIME,
    LATE,
    IN_FUTURE,
    OUT_OF_RANGE
}
