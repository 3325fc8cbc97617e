package io.flywheel.domain.signal;

import io.flywheel.domain.activity.ActivityKind;
import java.util.Set;

/**
 * How a condition that stays open rubs: opened by the rule's own event, closed by one of others for the same object.
 *
 * <p><b>Units:</b> rate at age a = basePerDay x min(1 + a / reference, cap), points per day; after {@code maxAge} it counts as closed. Times in milliseconds.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Friction".
 */
public record StandingRule(
        double basePerDay, long referenceMillis, double cap, long maxAgeMillis, Set<ActivityKind> closedBy) {

    public StandingRule {
        if (!(basePerDay > 0) || referenceMillis <= 0 || !(cap >= 1) || maxAgeMillis <= 0 || closedBy.isEmpty()) {
            throw new IllegalArgumentException(
                    "standing friction needs a positive rate, reference and maximum age, a cap of at least 1 and something that closes it");
        }
        closedBy = Set.copyOf(closedBy);
    }

    /** Rate of an open condition of the given age, points per day. */
    public double ratePerDay(long ageMillis) {
        return rate(basePerDay, referenceMillis, cap, ageMillis);
    }

    /** The same for numbers that were written down. */
    public static double rate(double basePerDay, long referenceMillis, double cap, long ageMillis) {
        return basePerDay * Math.min(1 + (double) ageMillis / referenceMillis, cap);
    }
}
