package io.flywheel.local;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer stands where they stand: the figures and the signals that add up to them.
 *
 * <p><b>Units:</b> velocity, friction and momentum in points a day, mass 1 to 5, index 0 to 100; {@code asOf} and {@code nextCrossingAt} are event time.
 * Over the contributions, {@code velocityPerDay} adds up to velocity, {@code frictionPerDay} to friction and {@code momentumPerDay} to momentum.
 *
 * @param open conditions that rub until they are closed
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
        List<Reason> contributions) {

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
}
