package io.flywheel.domain.signal;

/** How a signal acts. Persisted: append only. */
public enum SignalKind {
    IMPULSE,
    STANDING_OPEN,
    STANDING_CLOSE,
    RETRACT,
    NOTE
}
