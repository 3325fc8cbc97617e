package io.flywheel.local;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer stands where they stand: the figures and the signals that add up to them.
 *
 * <p><b>Units:</b> velocity and friction in points a day, mass 1 to 5, index 0 to 100; {@code asOf} and {@code nextCrossingAt} are event time.
 */
public record Explanation(
        String customerId,
        Instant asOf,
        double index,
        String band,
        double trend,
        double mass,
        double velocity,
        double friction,
        double momentum,
        @Nullable Instant nextCrossingAt,
        List<Reason> contributions) {

    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /** One signal's part in velocity or friction, with the ids of events behind it. */
    public record Reason(
            String side,
            String signalType,
            double pointsPerDay,
            double share,
            long count,
            @Nullable Instant lastAt,
            List<String> eventIds) {

        public Reason {
            eventIds = List.copyOf(eventIds);
        }
    }
}
