package io.flywheel.domain.risk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How likely a customer is to leave, and why.
 *
 * <p><b>Shape:</b> the {@code logOdds} of the reasons and {@code baseLogOdds} add up to {@code logOdds}.
 *
 * <p><b>Units:</b> {@code risk} and {@code pAlive} 0 to 1; {@code silentDays} and {@code cadenceDays} in days; {@code exposure} decayed own activities; friction in points, decayed with the same half-life, {@code standingPerDay} in
 * points a day; {@code excess} is observed against expected; {@code clumpiness} 0 to 1. Null where the customer has not bought, or not twice in a year.
 *
 * @param waiting deals that wait for the customer's answer
 */
public record ChurnRisk(
        long asOfMillis,
        double risk,
        double logOdds,
        double baseLogOdds,
        double silentDays,
        double cadenceDays,
        double exposure,
        double observedFriction,
        double expectedFriction,
        double excess,
        double standingPerDay,
        @Nullable Double pAlive,
        @Nullable Double clumpiness,
        List<String> waiting,
        List<Reason> reasons,
        String modelVersion) {

    public ChurnRisk {
        waiting = List.copyOf(waiting);
        reasons = List.copyOf(reasons);
    }

    /** What one factor adds to the log-odds. */
    public record Reason(RiskFactor factor, double value, double logOdds) {}
}
