package io.flywheel.domain.momentum;

import io.flywheel.domain.signal.HalfLifeClass;
import java.util.List;

/**
 * The course that a customer's numbers take from their last activity on while nothing happens.
 *
 * <p><b>Shape:</b> decayed amounts at {@code base} in, numbers at any later time out; pure.
 *
 * <p><b>Units:</b> {@code pushes} and {@code frictions} are decayed points by class in the order of {@code classes}; times in epoch milliseconds, at least
 * {@code base}; {@code revenue} in typical customers' revenues.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Momentum".
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within one measurement, never compared
public record Trajectory(
        long base,
        List<HalfLifeClass> classes,
        double[] pushes,
        double[] frictions,
        double revenue,
        long repeats,
        double promoter,
        double referrals,
        List<StandingTerm> standing) {

    /** Shrinks the index of unknown customers to 50: one push a day. */
    public static final double SHRINKAGE = 1;

    /** Weighted pushes per day, saturated by class. */
    public double velocity(long atMillis) {
        double velocity = 0;
        for (int i = 0; i < pushes.length; i++) {
            if (pushes[i] != 0) {
                velocity += classes.get(i).saturated(pushRate(i, atMillis));
            }
        }
        return velocity;
    }

    /** Rate of one class of pushes before saturation, points per day. */
    public double pushRate(int index, long atMillis) {
        return rate(pushes[index], index, atMillis);
    }

    /** Decaying friction, points per day. */
    public double frictionImpulse(long atMillis) {
        double friction = 0;
        for (int i = 0; i < frictions.length; i++) {
            friction += rate(frictions[i], i, atMillis);
        }
        return friction;
    }

    /** Friction of open conditions, points per day. */
    public double frictionStanding(long atMillis) {
        double friction = 0;
        for (StandingTerm term : standing) {
            friction += Standing.ratePerDay(term, atMillis);
        }
        return friction;
    }

    public Mass mass(long atMillis) {
        long elapsed = atMillis - base;
        return Mass.of(
                HalfLives.left(revenue, elapsed, HalfLives.REVENUE),
                repeats,
                HalfLives.left(promoter, elapsed, HalfLives.PROMOTER),
                HalfLives.left(referrals, elapsed, HalfLives.REFERRAL));
    }

    /** Momentum index at a moment, 0 to 100. */
    public double index(long atMillis) {
        return index(
                mass(atMillis).total() * velocity(atMillis), frictionImpulse(atMillis) + frictionStanding(atMillis));
    }

    /** Index of a force (mass x velocity) against friction, both in points per day. */
    public static double index(double force, double friction) {
        return 100 * (force + SHRINKAGE / 2) / (force + friction + SHRINKAGE);
    }

    private double rate(double amount, int index, long atMillis) {
        if (amount == 0) {
            return 0;
        }
        long halfLife = classes.get(index).halfLifeMillis();
        return HalfLives.ratePerDay(HalfLives.left(amount, atMillis - base, halfLife), halfLife);
    }
}
