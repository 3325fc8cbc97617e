package io.flywheel.domain.alert;

/**
 * One change of an alert.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; {@code number} counts the changes of a fingerprint from 1 on, {@code episode} its runs from firing to resolved.
 *
 * <p><b>Shape:</b> {@code from} and {@code to} are the same if only a flag changed.
 */
public record AlertStep(
        long episode, long number, AlertStatus from, AlertStatus to, long atMillis, double value, AlertReason reason) {}
