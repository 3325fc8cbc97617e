package io.flywheel.domain.momentum;

import java.time.Duration;
import java.util.Arrays;

/**
 * Finds when a customer's band changes if nothing happens.
 *
 * <p>Between two activities the index is a smooth function of a few exponentials and ramps, so the course is looked at after 1, 2, 4, ... hours and at
 * every knee of a standing condition, and the first change of band found is narrowed down to a second. A change that is undone between two looks is not seen.
 *
 * <p><b>Units:</b> epoch milliseconds; looks ahead about 680 days.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Next crossing".
 */
public final class NextCrossing {

    /** Returned if the band does not change. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long FIRST_LOOK = Duration.ofHours(1).toMillis();
    private static final int LOOKS = 15;
    private static final long PRECISION = Duration.ofSeconds(1).toMillis();

    private NextCrossing() {}

    public static long after(Trajectory trajectory, Band band, long fromMillis) {
        if (isSettled(trajectory, band)) {
            return NEVER;
        }
        long before = fromMillis;
        for (long look : looks(trajectory, fromMillis)) {
            if (Bands.next(band, trajectory.index(look)) != band) {
                return narrow(trajectory, band, before, look);
            }
            before = look;
        }
        return NEVER;
    }

    /** In red and with nothing that rubs the index only falls towards 50, so there is nothing to look for. */
    private static boolean isSettled(Trajectory trajectory, Band band) {
        if (band != Band.RED || !trajectory.standing().isEmpty()) {
            return false;
        }
        for (double friction : trajectory.frictions()) {
            if (friction != 0) {
                return false;
            }
        }
        return true;
    }

    private static long[] looks(Trajectory trajectory, long from) {
        long[] looks = new long[LOOKS + 2 * trajectory.standing().size()];
        int count = 0;
        for (; count < LOOKS; count++) {
            looks[count] = from + (FIRST_LOOK << count);
        }
        for (StandingTerm term : trajectory.standing()) {
            long capped = term.openedAtMillis() + (long) ((term.cap() - 1) * term.referenceMillis());
            for (long knee : new long[] {capped, term.endsAtMillis()}) {
                if (knee > from) {
                    looks[count++] = knee;
                }
            }
        }
        long[] sorted = Arrays.copyOf(looks, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static long narrow(Trajectory trajectory, Band band, long unchanged, long changed) {
        long low = unchanged;
        long high = changed;
        while (high - low > PRECISION) {
            long middle = low + (high - low) / 2;
            if (Bands.next(band, trajectory.index(middle)) != band) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
