package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;

/**
 * The day on which an open deal is expected to close.
 *
 * <p><b>Units:</b> days since 1970-01-01, {@link Activity#ABSENT} if none was stated; {@code sinceMillis} is the moment from which on the open deal had it, epoch milliseconds.
 */
record ExpectedClose(long day, Cause statedBy, long sinceMillis, boolean passed) {

    static final ExpectedClose NONE = new ExpectedClose(Activity.ABSENT, Cause.NONE, Activity.ABSENT, false);

    private static final long DAY_MILLIS = 86_400_000;

    static ExpectedClose statedBy(DealChange change) {
        return new ExpectedClose(change.expectedCloseDay(), change.cause(), change.atMillis(), false);
    }

    boolean isKnown() {
        return day != Activity.ABSENT;
    }

    /** The end of the day, or {@link Long#MAX_VALUE} if it cannot pass any more: it has, or was over before the open deal had it. */
    long passesAtMillis() {
        long end = (day + 1) * DAY_MILLIS;
        return isKnown() && !passed && end >= sinceMillis ? end : Long.MAX_VALUE;
    }

    ExpectedClose pass() {
        return new ExpectedClose(day, statedBy, sinceMillis, true);
    }

    ExpectedClose since(long atMillis) {
        return new ExpectedClose(day, statedBy, atMillis, passed);
    }

    void write(StateWriter out) {
        out.putSigned(day);
        if (isKnown()) {
            statedBy.write(out);
            out.putSigned(sinceMillis);
            out.putByte(passed ? 1 : 0);
        }
    }

    static ExpectedClose read(StateReader in) {
        long day = in.getSigned();
        return day == Activity.ABSENT
                ? NONE
                : new ExpectedClose(day, Cause.read(in), in.getSigned(), in.getByte() == 1);
    }
}
