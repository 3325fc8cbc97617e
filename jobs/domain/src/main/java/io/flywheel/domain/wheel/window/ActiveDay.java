package io.flywheel.domain.wheel.window;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.SignalCatalogue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a customer has records: where they stood as it began, and what it amounted to as long as more can come.
 *
 * <p><b>Shape:</b> {@code tally} is null once the day is settled. Events whose facts were counted are remembered by their identities until then, because every record of an event states them.
 */
final class ActiveDay {

    private static final long[] NONE = {};

    final int day;
    Standpoint standpoint;

    @Nullable
    Tally tally;

    private long[] counted = NONE;

    ActiveDay(int day, Standpoint standpoint, @Nullable Tally tally) {
        this.day = day;
        this.standpoint = standpoint;
        this.tally = tally;
    }

    /** Remembers an event, and tells whether it is new. */
    boolean countsFirst(long identity) {
        int place = Arrays.binarySearch(counted, identity);
        if (place >= 0) {
            return false;
        }
        long[] more = Arrays.copyOf(counted, counted.length + 1);
        int free = -1 - place;
        System.arraycopy(counted, free, more, free + 1, counted.length - free);
        more[free] = identity;
        counted = more;
        return true;
    }

    void settle() {
        tally = null;
        counted = NONE;
    }

    void write(StateWriter out) {
        out.putSigned(day);
        standpoint.write(out);
        Tally its = tally;
        out.putByte(its == null ? 0 : 1);
        if (its != null) {
            its.write(out);
            out.putCount(counted.length);
            for (long identity : counted) {
                out.putLong(identity);
            }
        }
    }

    static ActiveDay read(StateReader in, SignalCatalogue catalogue) {
        ActiveDay day = new ActiveDay((int) in.getSigned(), Standpoint.read(in), null);
        if (in.getByte() == 1) {
            day.tally = Tally.read(in, catalogue);
            day.counted = new long[in.getCountOf(Long.BYTES)];
            for (int i = 0; i < day.counted.length; i++) {
                day.counted[i] = in.getLong();
            }
        }
        return day;
    }
}
