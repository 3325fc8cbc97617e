package io.flywheel.domain.alert;

/**
 * When a rule's alert begins and ends.
 *
 * <p><b>Units:</b> durations in milliseconds of event time, 0 for at once, {@code noDataMillis} 0 for never; {@code breaches} and {@code clears} count readings in a row; {@code countAtLeast} is compared with
 * the count of a reading.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Rules".
 */
public record AlertTerms(
        Threshold threshold,
        long forMillis,
        long keepFiringMillis,
        long noDataMillis,
        int breaches,
        int clears,
        double countAtLeast) {

    public AlertTerms {
        if (forMillis < 0 || keepFiringMillis < 0 || noDataMillis < 0) {
            throw new IllegalArgumentException("durations of a rule must not be negative: " + forMillis + ", "
                    + keepFiringMillis + ", " + noDataMillis);
        }
        if (breaches < 1 || clears < 1) {
            throw new IllegalArgumentException(
                    "breaches and clears of a rule must be at least 1: " + breaches + ", " + clears);
        }
    }

    Condition of(Reading reading) {
        if (!reading.applies() || !(reading.count() >= countAtLeast)) {
            return Condition.OFF;
        }
        return threshold.of(reading.value());
    }
}
