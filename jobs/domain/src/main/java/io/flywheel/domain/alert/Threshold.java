package io.flywheel.domain.alert;

/**
 * The two values between which an alert keeps to what it was: at {@code firesAt} or beyond it is on, at {@code recoversAt} or before it is off.
 *
 * <p><b>Shape:</b> {@code isAbove} says which way is worse: greater values, or smaller ones.
 *
 * <p><b>Units:</b> those of the rule's value.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} if the two are the wrong way round or no numbers.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Thresholds".
 */
public record Threshold(boolean isAbove, double firesAt, double recoversAt) {

    /** Where a rule recovers if it does not say. */
    private static final double RECOVERS_AT_SHARE = 0.8;

    public Threshold {
        boolean isOrdered = isAbove ? recoversAt <= firesAt : recoversAt >= firesAt;
        if (!isOrdered || !Double.isFinite(firesAt) || !Double.isFinite(recoversAt)) {
            throw new IllegalArgumentException(
                    "an alert that fires at " + (isAbove ? "or above " : "or below ") + firesAt + " must recover "
                            + (isAbove ? "at or below it" : "at or above it") + ", not at " + recoversAt);
        }
    }

    /** Recovers a fifth of the way back to zero, for a threshold that greater values cross; as far beyond it for one that smaller values cross. */
    public static Threshold usual(boolean isAbove, double firesAt) {
        boolean towardsZero = isAbove == firesAt >= 0;
        return new Threshold(isAbove, firesAt, towardsZero ? firesAt * RECOVERS_AT_SHARE : firesAt / RECOVERS_AT_SHARE);
    }

    Condition of(double value) {
        if (isAbove ? value >= firesAt : value <= firesAt) {
            return Condition.ON;
        }
        return (isAbove ? value <= recoversAt : value >= recoversAt) ? Condition.OFF : Condition.BETWEEN;
    }
}
