package io.flywheel.notifier.telling;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether an alert is still news when it is first seen.
 *
 * @param maxAge since it fired, until which it is told by name
 * @param missedWithin since it fired, until which a summary counts it if it is still on; older is history
 */
public record Freshness(Duration maxAge, Duration missedWithin) {

    public static final Freshness DEFAULT = new Freshness(Duration.ofMinutes(30), Duration.ofDays(1));

    public boolean isStale(Instant firedAt, Instant now) {
        return now.isAfter(firedAt.plus(maxAge));
    }

    public boolean isHistory(Instant firedAt, Instant now) {
        return now.isAfter(firedAt.plus(missedWithin));
    }
}
