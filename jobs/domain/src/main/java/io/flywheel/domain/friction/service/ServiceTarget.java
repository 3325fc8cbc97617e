package io.flywheel.domain.friction.service;

import java.time.Duration;

/**
 * How long something may take.
 *
 * <p><b>Units:</b> milliseconds on the team's business calendar, or of plain time. The grace is more of the same on top: what comes within it is neither due nor missed.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a target that is not positive or a negative grace.
 */
public record ServiceTarget(long durationMillis, long graceMillis, boolean inBusinessTime) {

    public ServiceTarget {
        if (durationMillis <= 0 || graceMillis < 0) {
            throw new IllegalArgumentException("a service target must be positive and its grace at least 0: "
                    + durationMillis + ", " + graceMillis + "; leave the target out to switch it off");
        }
    }

    /** A target on the team's business calendar, without grace. */
    public static ServiceTarget inBusinessTime(Duration duration) {
        return new ServiceTarget(duration.toMillis(), 0, true);
    }

    /** A target of plain time, nights and weekends included, without grace. */
    public static ServiceTarget inPlainTime(Duration duration) {
        return new ServiceTarget(duration.toMillis(), 0, false);
    }

    long lastMillis() {
        return durationMillis + graceMillis;
    }
}
