package io.flywheel.domain.momentum;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The momentum of one customer at one moment of event time, with everything needed to compute it at a later one.
 *
 * <p><b>Units:</b> velocities, frictions and momentum in points per day; mass 1 to 5 and its parts 0 to 1; index 0 to 100; totals in thousandths
 * of a point; {@code nextCrossingAtMillis} is null if the band does not change by itself.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Momentum".
 */
public record MomentumReading(
        long asOfMillis,
        double mass,
        double massValue,
        double massLoyalty,
        double massAdvocacy,
        double massBreadth,
        double velocity,
        double velocityFast,
        double velocitySlow,
        double trend,
        double frictionImpulse,
        double frictionStanding,
        double momentum,
        double momentumIndex,
        Band band,
        Band previousBand,
        double storedMomentum,
        long pushesTotalThousandths,
        long frictionTotalThousandths,
        long revolutionsTotal,
        @Nullable Long nextCrossingAtMillis,
        List<DecayTerm> decay,
        List<StandingTerm> standing,
        int catalogueVersion) {

    /** Impulse and standing friction together, points per day. */
    public double friction() {
        return frictionImpulse + frictionStanding;
    }
}
