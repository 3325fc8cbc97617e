package io.flywheel.domain.signal;

/**
 * How long signals of one sort are felt, and how many of them still count.
 *
 * <p><b>Units:</b> half-life in milliseconds; {@code saturationPerDay} is K in g(x) = K x (1 - e^(-x/K)), points per day, 0 for no saturation (pushes only).
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Decay" and "Velocity".
 */
public record HalfLifeClass(String name, long halfLifeMillis, double saturationPerDay) {

    public HalfLifeClass {
        if (halfLifeMillis <= 0) {
            throw new IllegalArgumentException("half-life of class " + name + " must be positive: " + halfLifeMillis);
        }
        if (!(saturationPerDay >= 0) || Double.isInfinite(saturationPerDay)) {
            throw new IllegalArgumentException(
                    "saturation of class " + name + " must be at least 0: " + saturationPerDay);
        }
    }

    /** What counts of a rate once it saturates. */
    public double saturated(double ratePerDay) {
        return saturationPerDay == 0 ? ratePerDay : -saturationPerDay * expm1(-ratePerDay / saturationPerDay);
    }

    /** As exact as {@link Math#expm1} for numbers up to 0, and several times faster, since that one is no intrinsic; by Kahan's formula. */
    private static double expm1(double x) {
        double power = Math.exp(x);
        if (power == 1 || power == 0) {
            return power == 1 ? x : -1;
        }
        return (power - 1) * x / Math.log(power);
    }
}
