package io.flywheel.notifier.telling;

import java.time.Duration;
import java.time.Instant;

/**
 * A number of tokens that is used up and comes back one by one.
 *
 * <p><b>Shape:</b> mutable; times that go backwards count as no time passed.
 */
public final class TokenBucket {

    private final int capacity;
    private final Duration refill;
    private int tokens;
    private Instant filledAt;

    public TokenBucket(int capacity, Duration refill, Instant now) {
        this.capacity = capacity;
        this.refill = refill;
        this.tokens = capacity;
        this.filledAt = now;
    }

    public int available(Instant now) {
        if (now.isBefore(filledAt)) {
            return tokens;
        }
        long back = Duration.between(filledAt, now).dividedBy(refill);
        if (tokens + back >= capacity) {
            tokens = capacity;
            filledAt = now;
        } else {
            tokens += (int) back;
            filledAt = filledAt.plus(refill.multipliedBy(back));
        }
        return tokens;
    }

    /** Takes tokens; more than there are leave none. */
    public void take(int count, Instant now) {
        tokens = Math.max(0, available(now) - count);
    }
}
