package io.flywheel.notifier.telling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a group of alerts is told again.
 *
 * <p><b>Shape:</b> pure. All spans count from what was delivered, so nothing is skipped because it was only meant to be told.
 *
 * <p><b>Source:</b> docs/reference/notifications.md, "When".
 */
public final class GroupCourse {

    /** A summary waits no longer than this many times its usual wait, even if alerts keep coming. */
    private static final int LONGEST_WAITS = 12;

    private GroupCourse() {}

    /** The message that is due now; null if there is none. */
    public static @Nullable Kind due(GroupView group, Timing timing, Instant now) {
        if (group.isOnItsWay()) {
            return null;
        }
        return group.isSummary() ? summary(group, timing, now) : own(group, timing, now);
    }

    private static @Nullable Kind own(GroupView group, Timing timing, Instant now) {
        boolean isKnown = group.on() + group.over() > 0;
        boolean mayFollow = !isKnown || hasPassed(group.deliveredAt(), timing.groupInterval(), now);
        if (group.waiting() > 0 && mayFollow && hasPassed(group.waitingSince(), timing.groupWait(), now)) {
            return Kind.FIRING;
        }
        if (group.over() > 0 && mayFollow) {
            return Kind.RESOLVED;
        }
        return repeat(group, timing, now);
    }

    private static @Nullable Kind summary(GroupView group, Timing timing, Instant now) {
        if (group.on() > 0) {
            Kind repeat = repeat(group, timing, now);
            return repeat != null && group.waiting() > 0 ? Kind.SUMMARY : repeat;
        }
        boolean isQuiet = hasPassed(group.waitingLast(), timing.summaryWait(), now)
                || hasPassed(group.waitingSince(), timing.summaryWait().multipliedBy(LONGEST_WAITS), now);
        boolean mayFollow = hasPassed(group.deliveredAt(), timing.groupInterval(), now);
        if (group.waiting() > 0) {
            return isQuiet && mayFollow ? Kind.SUMMARY : null;
        }
        return group.over() > 0 && mayFollow ? Kind.RESOLVED : null;
    }

    private static @Nullable Kind repeat(GroupView group, Timing timing, Instant now) {
        return group.on() > 0 && hasPassed(group.deliveredAt(), timing.repeatInterval(), now) ? Kind.REPEAT : null;
    }

    /** Whether a span has passed since a moment; since a moment that was never, any has. */
    private static boolean hasPassed(@Nullable Instant since, Duration span, Instant now) {
        return since == null || !now.isBefore(since.plus(span));
    }
}
