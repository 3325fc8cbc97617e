package io.flywheel.domain.spike;

/**
 * One bucket of a series: what was counted in it, or read off.
 *
 * <p><b>Units:</b> {@code startMillis} in event time; {@code exposure} is how much could have gone wrong, such as sessions or active customers, and {@link #NO_EXPOSURE} where there is no such number;
 * {@code customers} are the distinct ones behind the count, {@link #UNKNOWN_CUSTOMERS} where nobody counted them.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for an amount that is not finite and for an exposure below 0.
 */
public record SeriesBucket(long startMillis, double amount, double exposure, int customers) {

    /** Stands for an exposure that is not known and taken as always the same. */
    public static final double NO_EXPOSURE = Double.POSITIVE_INFINITY;

    /** Stands for a number of customers that is not known. */
    public static final int UNKNOWN_CUSTOMERS = -1;

    public SeriesBucket {
        if (!Double.isFinite(amount) || !(exposure >= 0)) {
            throw new IllegalArgumentException(
                    "a bucket has a finite amount and an exposure of at least 0: " + amount + ", " + exposure);
        }
    }

    /** A bucket of a series without exposure and customers. */
    public static SeriesBucket of(long startMillis, double amount) {
        return new SeriesBucket(startMillis, amount, NO_EXPOSURE, UNKNOWN_CUSTOMERS);
    }

    boolean hasExposure() {
        return exposure != NO_EXPOSURE;
    }

    double effectiveExposure() {
        return hasExposure() ? exposure : 1;
    }
}
