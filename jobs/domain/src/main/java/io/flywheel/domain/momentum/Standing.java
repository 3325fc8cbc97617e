package io.flywheel.domain.momentum;

import io.flywheel.domain.signal.StandingRule;

/**
 * What a condition that stays open takes: its rate at a moment, and all that it has taken.
 *
 * <p><b>Units:</b> rates in points per day, amounts in points, times in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Friction" and "Stored momentum".
 */
public final class Standing {

    private Standing() {}

    /** Rate at a moment; 0 before the condition opened and from its end on. */
    public static double ratePerDay(StandingTerm term, long atMillis) {
        if (atMillis < term.openedAtMillis() || atMillis >= term.endsAtMillis()) {
            return 0;
        }
        return StandingRule.rate(
                term.basePerDay(), term.referenceMillis(), term.cap(), atMillis - term.openedAtMillis());
    }

    /**
     * Points taken up to a moment, each faded with the half-life of stored momentum: the integral of rate x 2^-((at - s) / H) over the time it was open.
     */
    public static double pointsTaken(StandingTerm term, long atMillis) {
        long end = Math.min(atMillis, term.endsAtMillis());
        if (end <= term.openedAtMillis()) {
            return 0;
        }
        double fade = HalfLives.perDay(HalfLives.STORED);
        double reference = term.referenceMillis() / HalfLives.DAY;
        double open = (end - term.openedAtMillis()) / HalfLives.DAY;
        double ramp = Math.min(open, (term.cap() - 1) * reference);
        double since = (atMillis - term.openedAtMillis()) / HalfLives.DAY;
        double slope = term.basePerDay() / reference;
        double rising = rampIntegral(term.basePerDay(), slope, ramp, since, fade);
        double flat = open > ramp
                ? term.basePerDay()
                        * term.cap()
                        / fade
                        * (Math.exp(-fade * (since - open)) - Math.exp(-fade * (since - ramp)))
                : 0;
        return rising + flat;
    }

    private static double rampIntegral(double base, double slope, double until, double since, double fade) {
        double atEnd = Math.exp(-fade * (since - until)) * ((base + slope * until) / fade - slope / (fade * fade));
        double atStart = Math.exp(-fade * since) * (base / fade - slope / (fade * fade));
        return atEnd - atStart;
    }
}
