package io.flywheel.local.decisions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for something to be seen by looking again and again, until patience ends or the process is interrupted. */
final class Waiting {

    private final CountDownLatch never = new CountDownLatch(1);
    private final Clock clock;
    private final Instant limit;
    private final Duration tick;

    Waiting(Clock clock, Duration patience, Duration tick) {
        this.clock = clock;
        this.limit = clock.instant().plus(patience);
        this.tick = tick;
    }

    /** Lets a moment pass; whether another look is worth it. */
    boolean goesOn() {
        if (!clock.instant().isBefore(limit)) {
            return false;
        }
        try {
            return !never.await(tick.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
