package io.flywheel.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt.
 *
 * @param result whether the receiver has it
 * @param error why not, without any secret; empty if it has
 * @param retryAfter how long the receiver asks to be left alone; null if it does not
 */
public record Outcome(Result result, String error, @Nullable Duration retryAfter) {

    /** Whether the receiver has the message. */
    public enum Result {
        DELIVERED,
        REFUSED,
        /** The answer did not come: it may have it. */
        UNKNOWN
    }

    public static final Outcome DELIVERED = new Outcome(Result.DELIVERED, "", null);

    public static Outcome refused(String error) {
        return new Outcome(Result.REFUSED, error, null);
    }

    public static Outcome unknown(String error) {
        return new Outcome(Result.UNKNOWN, error, null);
    }
}
