package io.flywheel.domain.risk;

/**
 * What is known of a customer at a moment and may tell whether they leave.
 *
 * <p><b>Units:</b> {@code asOfMillis} and {@code firstSeenAtMillis} in epoch milliseconds; {@code trend} as in the momentum reading; {@code standingPerDay} in friction points a day; {@code pushPoints} in points, all of
 * them ever; {@code returnedShare} is what was given back of what was paid, 0 to 1; {@code cadenceDays}
 * the customer's own usual days between active days.
 */
public record RiskFacts(
        long asOfMillis,
        long firstSeenAtMillis,
        Habits habits,
        double trend,
        double standingPerDay,
        double pushPoints,
        long valueEvents,
        double returnedShare,
        double cadenceDays) {

    private static final double DAY = 86_400_000;

    /** Days since the customer last did something by themselves; since they were first seen if they never did. */
    double silentDays() {
        return days(Math.max(habits.lastOwnAtMillis(), firstSeenAtMillis));
    }

    /** Days since the customer was first seen. */
    double tenureDays() {
        return days(firstSeenAtMillis);
    }

    /** Days since the midnight that begins a day. */
    double daysSince(int day) {
        return days((long) (day * DAY));
    }

    int today() {
        return Habits.dayOf(asOfMillis);
    }

    private double days(long sinceMillis) {
        return Math.max(0, asOfMillis - sinceMillis) / DAY;
    }
}
