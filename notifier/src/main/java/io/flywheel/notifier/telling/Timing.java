package io.flywheel.notifier.telling;

import java.time.Duration;

/**
 * How patient a route is.
 *
 * <p><b>Units:</b> clock, not event time.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a negative duration and for a repeat sooner than the group's interval.
 *
 * @param groupWait how long the first alert of a group waits for others
 * @param groupInterval least time between two messages of a group
 * @param repeatInterval after which what is still on is told again
 * @param coolDown how long after an alert was delivered its next run is not told
 * @param summaryWait how long no alert may have come before a summary is told
 */
public record Timing(
        Duration groupWait, Duration groupInterval, Duration repeatInterval, Duration coolDown, Duration summaryWait) {

    public static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            Duration.ofMinutes(15),
            Duration.ofSeconds(10));

    public Timing {
        if (groupWait.isNegative() || groupInterval.isNegative() || coolDown.isNegative() || summaryWait.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative");
        }
        if (repeatInterval.compareTo(groupInterval) < 0 || repeatInterval.isZero()) {
            throw new IllegalArgumentException("repeat_interval must be positive and no shorter than group_interval");
        }
    }
}
