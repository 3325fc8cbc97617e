package io.flywheel.notifier.telling;

import java.time.Duration;

/**
 * How many alerts a receiver is told by name before there is a summary instead.
 *
 * <p><b>Units:</b> alerts; one more after each {@code refill}.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for numbers that are not positive.
 */
public record Budget(int perRule, int total, Duration refill) {

    public static final Budget DEFAULT = new Budget(20, 50, Duration.ofMinutes(1));

    public Budget {
        if (perRule < 1 || total < perRule || refill.isNegative() || refill.isZero()) {
            throw new IllegalArgumentException(
                    "bucket must be at least 1, bucket_total no less than that, and bucket_refill positive");
        }
    }
}
