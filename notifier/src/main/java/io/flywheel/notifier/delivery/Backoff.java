package io.flywheel.notifier.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a receiver that does not take messages is left alone: a second, then twice as long each time, up to a minute, and longer if it asks for that.
 *
 * <p><b>Shape:</b> mutable, one for a receiver.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    private int failures;
    private Instant restsUntil = Instant.MIN;

    public boolean mayTry(Instant now) {
        return !now.isBefore(restsUntil);
    }

    public int failures() {
        return failures;
    }

    public void hear(Outcome outcome, Instant now) {
        if (outcome.result() == Outcome.Result.DELIVERED) {
            failures = 0;
            restsUntil = Instant.MIN;
            return;
        }
        Duration rest = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        failures++;
        rest = rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
        Duration asked = outcome.retryAfter();
        restsUntil = now.plus(asked != null && asked.compareTo(rest) > 0 ? asked : rest);
    }
}
