package io.flywheel.domain.momentum;

/**
 * One open condition that rubs until it is closed.
 *
 * <p><b>Units:</b> at time t within [opened, ends): rate = basePerDay x min(1 + (t - opened) / reference, cap), in points per day; times in
 * epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Friction".
 */
public record StandingTerm(
        String signalType,
        String objectRef,
        long openedAtMillis,
        double basePerDay,
        long referenceMillis,
        double cap,
        long endsAtMillis,
        String eventId) {}
