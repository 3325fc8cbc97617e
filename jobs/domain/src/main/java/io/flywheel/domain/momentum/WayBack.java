package io.flywheel.domain.momentum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would bring a customer into the next better band: by how much pushes must gain or friction fall, and what closing an open condition would do.
 *
 * <p>Each is stated alone, with all else as it is. A band is entered at its edge; its three points of hysteresis only hold who is in it.
 *
 * <p><b>Units:</b> index 0 to 100, rises and falls in points a day.
 *
 * @param band the next better one
 * @param indexAbove the index must be greater than this
 * @param velocityRise by how much velocity must rise at the least
 * @param frictionFall by how much friction must fall at the least; null if even without any friction the index stays below
 * @param closings open conditions, the one that would help most first
 * <p><b>Source:</b> docs/reference/signals.md, "Index" and "Bands".
 */
public record WayBack(
        Band band,
        double indexAbove,
        double velocityRise,
        @Nullable Double frictionFall,
        List<Closing> closings) {

    public WayBack {
        closings = List.copyOf(closings);
    }

    /** What the index would be if one condition closed, and whether that alone would do. */
    public record Closing(String signalType, String objectRef, double frictionPerDay, double index, boolean suffices) {}

    /** The way back of a customer; null for one who is in the best band. */
    public static @Nullable WayBack of(
            Band band, double mass, double velocity, double friction, List<StandingTerm> open, long asOfMillis) {
        if (band == Band.GREEN) {
            return null;
        }
        double edge = band == Band.RED ? Bands.YELLOW_ABOVE : Bands.GREEN_ABOVE;
        double part = edge / 100;
        double force = mass * velocity;
        // the index is 100 (f + 1/2) / (f + friction + 1); at the edge it is solved for either
        double forceNeeded = (part * (friction + 1) - 0.5) / (1 - part);
        double frictionAllowed = (force + 0.5) / part - force - 1;
        List<Closing> closings = new ArrayList<>();
        for (StandingTerm term : open) {
            double rate = Standing.ratePerDay(term, asOfMillis);
            double index = Trajectory.index(force, Math.max(0, friction - rate));
            closings.add(new Closing(term.signalType(), term.objectRef(), rate, index, index > edge));
        }
        closings.sort(Comparator.comparingDouble(Closing::frictionPerDay)
                .reversed()
                .thenComparing(Closing::signalType)
                .thenComparing(Closing::objectRef));
        return new WayBack(
                band == Band.RED ? Band.YELLOW : Band.GREEN,
                edge,
                Math.max(0, forceNeeded - force) / mass,
                frictionAllowed < 0 ? null : Math.max(0, friction - frictionAllowed),
                closings);
    }
}
