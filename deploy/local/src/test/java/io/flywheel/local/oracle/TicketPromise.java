package io.flywheel.local.oracle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A promise of one ticket and the time spent on it.
 *
 * <p><b>Units:</b> epoch milliseconds and milliseconds; targets in hours.
 */
final class TicketPromise {

    final String word;
    private final Map<String, Integer> hours;
    private final int normalHours;
    private @Nullable String startedBy;
    /** Since when time runs that is not counted yet; null while it stands still. */
    private @Nullable Long since;

    private long spent;
    private @Nullable Long due;
    private boolean isMissed;
    private @Nullable Miss open;
    boolean wasBroken;

    /** A promise broken and not made good yet. */
    record Miss(String startedBy, long at) {}

    TicketPromise(String word, Map<String, Integer> hours, int normalHours) {
        this.word = word;
        this.hours = hours;
        this.normalHours = normalHours;
    }

    long hours(String priority) {
        return hours.getOrDefault(priority, normalHours);
    }

    boolean isRunning() {
        return startedBy != null;
    }

    void start(PlainEvent cause) {
        startedBy = cause.required("event_id");
        since = cause.occurredAtMillis();
        spent = 0;
        due = null;
        isMissed = false;
    }

    /** Ends the waiting, and tells whether it was too long. */
    @Nullable
    Miss stop() {
        Miss miss = open;
        startedBy = null;
        since = null;
        open = null;
        return miss;
    }

    /** When the target is over as things stand. */
    @Nullable
    Long missedAt(long target) {
        return startedBy == null || since == null || isMissed
                ? null
                : Long.valueOf(since + Math.max(0, target - spent));
    }

    /** Breaks it, and tells which event began the waiting. */
    String miss(long at) {
        if (startedBy == null) {
            throw new IllegalStateException("nobody waits for " + word);
        }
        isMissed = true;
        wasBroken = true;
        open = open == null ? new Miss(startedBy, at) : open;
        return startedBy;
    }

    void count(long at, @Nullable Long target) {
        if (startedBy != null && since != null) {
            due = dueAt(target);
            spent += at - since;
            since = at;
        }
    }

    /** Goes on or stands still from a moment on. */
    void go(long at, boolean isPaused, @Nullable Long target) {
        if (startedBy == null) {
            return;
        }
        if (!isPaused) {
            since = since == null ? Long.valueOf(at) : since;
            return;
        }
        since = null;
        if (target == null || spent < target) {
            due = null;
        }
    }

    /** When it is or was due. */
    @Nullable
    Long dueAt(@Nullable Long target) {
        if (target == null || startedBy == null) {
            return due;
        }
        if (spent < target) {
            return since == null ? null : Long.valueOf(since + target - spent);
        }
        return due == null ? since : due;
    }
}
