package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * One of the clocks of a ticket: for the first response, the next one or the resolution.
 *
 * <p><b>Shape:</b> runs from the event that starts it until it stops, and stands still in between while the ticket waits for others. Time spent stays spent, as the calendar of its day measured it,
 * when the priority or the team changes; what is left is then counted anew.
 *
 * <p><b>Units:</b> epoch milliseconds; {@link Activity#ABSENT} for what is not.
 */
final class TicketClock {

    /** The event that started it; null while it does not run. */
    private @Nullable String startedBy;

    private long spentMillis;
    private long sinceMillis = Activity.ABSENT;
    private long dueMillis = Activity.ABSENT;
    private boolean missed;

    TicketClock() {}

    TicketClock(TicketClock other) {
        startedBy = other.startedBy;
        spentMillis = other.spentMillis;
        sinceMillis = other.sinceMillis;
        dueMillis = other.dueMillis;
        missed = other.missed;
    }

    /** What a clock measures by at a time: the target, if there is one, and the calendar on which it counts. */
    record Pace(@Nullable ServiceTarget target, BusinessCalendar calendar) {}

    boolean isRunning() {
        return startedBy != null;
    }

    @Nullable
    String startedBy() {
        return startedBy;
    }

    void start(String eventId, long atMillis) {
        startedBy = eventId;
        spentMillis = 0;
        sinceMillis = atMillis;
        dueMillis = Activity.ABSENT;
        missed = false;
    }

    void stop() {
        startedBy = null;
        sinceMillis = Activity.ABSENT;
    }

    /** Stands still; with time left there is no saying when it will be due. */
    void pause(Pace pace) {
        if (isRunning()) {
            ServiceTarget target = pace.target;
            if (target == null || spentMillis < target.durationMillis()) {
                dueMillis = Activity.ABSENT;
            }
            sinceMillis = Activity.ABSENT;
        }
    }

    void resume(long atMillis) {
        if (isRunning() && isPaused()) {
            sinceMillis = atMillis;
        }
    }

    private boolean isPaused() {
        return sinceMillis == Activity.ABSENT;
    }

    /** Counts the time spent so far; to be asked before anything that it is measured by may change. */
    void count(long atMillis, Pace pace) {
        if (isRunning() && !isPaused()) {
            dueMillis = dueMillis(pace);
            spentMillis += pace.calendar.businessBetween(sinceMillis, atMillis);
            sinceMillis = atMillis;
        }
    }

    /** When the target is reached: known unless the clock stands still before it. */
    long dueMillis(Pace pace) {
        ServiceTarget target = pace.target;
        if (target == null || !isRunning()) {
            return dueMillis;
        }
        long left = target.durationMillis() - spentMillis;
        if (left > 0) {
            return isPaused() ? Activity.ABSENT : pace.calendar.addBusiness(sinceMillis, left);
        }
        return dueMillis == Activity.ABSENT ? sinceMillis : dueMillis;
    }

    /** When target and grace are over, or {@link Long#MAX_VALUE} if as things stand they never are or were missed already. */
    long missedAtMillis(Pace pace) {
        ServiceTarget target = pace.target;
        if (target == null || missed || !isRunning() || isPaused()) {
            return Long.MAX_VALUE;
        }
        return pace.calendar.addBusiness(sinceMillis, Math.max(0, target.lastMillis() - spentMillis));
    }

    void miss() {
        missed = true;
    }

    void write(StateWriter out) {
        out.putText(startedBy);
        out.putSigned(spentMillis);
        out.putSigned(sinceMillis);
        out.putSigned(dueMillis);
        out.putByte(missed ? 1 : 0);
    }

    static TicketClock read(StateReader in) {
        TicketClock clock = new TicketClock();
        clock.startedBy = in.getText();
        clock.spentMillis = in.getSigned();
        clock.sinceMillis = in.getSigned();
        clock.dueMillis = in.getSigned();
        clock.missed = in.getByte() == 1;
        return clock;
    }
}
