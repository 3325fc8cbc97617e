package io.flywheel.domain.activity;

/** Who did it. Persisted in flight: append only. */
public enum Actor {
    CUSTOMER,
    AGENT,
    SYSTEM
}
