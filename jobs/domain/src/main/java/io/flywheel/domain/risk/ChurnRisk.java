package io.flywheel.domain.risk;

import java.util.Comparator;
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

    /** The reasons that count for anything, from what raises the risk most to what lowers it most. */
    public List<Reason> ranked() {
        return reasons.stream()
                .filter(reason -> reason.logOdds() != 0)
                .sorted(Comparator.comparingDouble(Reason::logOdds)
                        .reversed()
                        .thenComparing(reason -> reason.factor().word()))
                .toList();
    }

    /** How much a reason weighs among all, whichever way: its part of the sum of their sizes, 0 to 1. */
    public double share(Reason reason) {
        double whole = 0;
        for (Reason each : reasons) {
            whole += Math.abs(each.logOdds());
        }
        return whole == 0 ? 0 : Math.abs(reason.logOdds()) / whole;
    }

    /** What one factor adds to the log-odds. */
    public record Reason(RiskFactor factor, double value, double logOdds) {}
}
