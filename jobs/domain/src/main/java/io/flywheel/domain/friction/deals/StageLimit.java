package io.flywheel.domain.friction.deals;

import java.time.Duration;

/**
 * How long a deal may stay in a stage.
 *
 * <p><b>Units:</b> milliseconds; 0 for a limit that is not set and for a median that is not known. Without either a deal may stay for ever.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for negative times.
 */
public record StageLimit(long rottenMillis, long medianMillis) {

    /** Thirty days. */
    public static final StageLimit DEFAULT = new StageLimit(Duration.ofDays(30).toMillis(), 0);

    public StageLimit {
        if (rottenMillis < 0 || medianMillis < 0) {
            throw new IllegalArgumentException("the limit of a stage and its median must not be negative: "
                    + rottenMillis + ", " + medianMillis + "; 0 switches either off");
        }
    }

    /** The longer one of the limit and so many times the median. */
    long longestMillis(double medianFactor) {
        return Math.max(rottenMillis, Math.round(medianFactor * medianMillis));
    }
}
