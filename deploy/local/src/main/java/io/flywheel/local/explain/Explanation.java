package io.flywheel.local.explain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer stands where they stand: the figures and the signals that add up to them, how likely the customer is to leave and why, and what would bring a lost band back.
 *
 * <p><b>Units:</b> velocity, friction and momentum in points a day, mass 1 to 5, index 0 to 100; {@code asOf} and {@code nextCrossingAt} are event time.
 * Over the contributions, {@code velocityPerDay} adds up to velocity, {@code frictionPerDay} to friction and {@code momentumPerDay} to momentum.
 *
 * @param open conditions that rub until they are closed
 * @param risk null for a customer who was last written before there was a risk
 * @param wayBack null in the best band
 */
public record Explanation(
        String customerId,
        Instant asOf,
        double index,
        String band,
        String previousBand,
        double trend,
        double mass,
        double velocity,
        double friction,
        double momentum,
        @Nullable Instant nextCrossingAt,
        List<Map<String, Object>> open,
        List<Reason> contributions,
        @Nullable Risk risk,
        @Nullable WayBack wayBack) {

    public Explanation {
        open = List.copyOf(open);
        contributions = List.copyOf(contributions);
    }

    /** One signal's part, with the ids of the events behind it. */
    public record Reason(
            String side,
            String signalType,
            String phase,
            String department,
            double velocityPerDay,
            double frictionPerDay,
            double momentumPerDay,
            double share,
            long count28d,
            @Nullable Instant lastAt,
            List<String> eventIds) {

        public Reason {
            eventIds = List.copyOf(eventIds);
        }
    }

    /**
     * How likely the customer is to leave.
     *
     * <p><b>Units:</b> those of table churn_friction; {@code baseLogOdds} and the {@code logOdds} of the reasons add up to {@code logOdds}.
     */
    public record Risk(
            Instant asOf,
            double risk,
            String level,
            String previousLevel,
            double logOdds,
            double baseLogOdds,
            @Nullable Instant nextCrossingAt,
            double silentDays,
            double cadenceDays,
            double exposure,
            double observedFriction,
            double expectedFriction,
            double frictionExcess,
            String frictionExcessInWords,
            double standingPerDay,
            @Nullable Double pAlive,
            @Nullable Double clumpiness,
            List<String> waitingDeals,
            List<RiskReason> reasons,
            String modelVersion) {

        public Risk {
            waitingDeals = List.copyOf(waitingDeals);
            reasons = List.copyOf(reasons);
        }
    }

    /** What one factor adds to the log-odds, and its part of all that turns them either way. */
    public record RiskReason(String factor, String inWords, double value, double logOdds, double share) {}

    /**
     * What would bring the customer into the next better band, each alone.
     *
     * @param velocityRise points a day that velocity must rise by at the least
     * @param frictionFall points a day that friction must fall by at the least; null if that alone can not do it
     */
    public record WayBack(
            String band,
            double indexAbove,
            double velocityRise,
            @Nullable Double frictionFall,
            List<Closing> closings) {

        public WayBack {
            closings = List.copyOf(closings);
        }
    }

    /** The index if one open condition closed, and whether that alone would do. */
    public record Closing(String signalType, String objectRef, double frictionPerDay, double index, boolean suffices) {}
}
