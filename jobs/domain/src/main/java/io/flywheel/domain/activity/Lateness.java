package io.flywheel.domain.activity;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges whether an event comes in time, late, or from the future.
 *
 * <p><b>Shape:</b> the two timestamps of one record in, a verdict out; it knows neither a clock nor a watermark, so a replay gives the same verdicts.
 *
 * <p><b>Units:</b> epoch milliseconds. An event exactly {@code allowed} old is on time; one exactly {@code future} ahead is on time.
 *
 * <p><b>Source:</b> docs/decisions/0005-arrival-time-and-lateness.md.
 */
public record Lateness(long allowedMillis, long futureMillis) implements Serializable {

    /** Up to 7 days late is folded exactly; more than 5 minutes ahead of its arrival is refused. */
    public static final Lateness DEFAULT =
            new Lateness(Duration.ofDays(7).toMillis(), Duration.ofMinutes(5).toMillis());

    private static final long EARLIEST = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    public Lateness {
        if (allowedMillis <= 0 || futureMillis < 0) {
            throw new IllegalArgumentException(
                    "allowed lateness must be positive and future at least 0: " + allowedMillis + ", " + futureMillis);
        }
    }

    public Verdict judge(long occurredAtMillis, long arrivedAtMillis) {
        if (occurredAtMillis < EARLIEST || arrivedAtMillis < EARLIEST || arrivedAtMillis > LATEST) {
            return Verdict.OUT_OF_RANGE;
        }
        if (occurredAtMillis > LATEST || occurredAtMillis - arrivedAtMillis > futureMillis) {
            return Verdict.IN_FUTURE;
        }
        return arrivedAtMillis - occurredAtMillis > allowedMillis ? Verdict.LATE : Verdict.ON_TIME;
    }
}
