package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Arrays;

/**
 * The days on which a customer was active, and what they count for in growth.
 *
 * <p><b>Shape:</b> sorted days; those that matter no more are dropped, the first one ever is kept apart.
 *
 * <p>Nothing older matters: the status of day d asks for days in (d - 56, d] and for the first day. A new day a changes the status of a and of days after it only, and a is not
 * before the settled day s; so days from s - 55 on are enough. The days up to 27 before the last one are kept as well, for the row of a silent customer counts them.
 *
 * <p><b>Units:</b> UTC days since the epoch.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Growth".
 */
final class ActiveDays {

    private static final int PERIOD = 28;

    private int[] days = new int[4];
    private int size;
    private int first = Days.LAST;

    void add(int day, GrowthListener growth) {
        int place = Arrays.binarySearch(days, 0, size, day);
        if (place >= 0) {
            return;
        }
        int firstBefore = first;
        int near = 2 * PERIOD;
        int nearEnd = day + near;
        // the 28 days from the old first one on were new by it, and are retained or resurrected by an earlier one
        int farStart = Math.max(nearEnd, firstBefore);
        int far = day < firstBefore && firstBefore != Days.LAST ? Math.max(0, firstBefore + PERIOD - farStart) : 0;
        GrowthCounts[] before = new GrowthCounts[near + far];
        for (int i = 0; i < before.length; i++) {
            before[i] = status(i < near ? day + i : farStart + i - near);
        }
        insert(-1 - place, day);
        first = Math.min(first, day);
        for (int i = 0; i < before.length; i++) {
            int changed = i < near ? day + i : farStart + i - near;
            GrowthCounts delta = status(changed).minus(before[i]);
            if (!delta.isZero()) {
                growth.add(changed, delta);
            }
        }
    }

    private GrowthCounts status(int day) {
        boolean active = countIn(day - PERIOD, day) > 0;
        boolean before = countIn(day - 2 * PERIOD, day - PERIOD) > 0;
        boolean fresh = active && first > day - PERIOD;
        return new GrowthCounts(
                fresh ? 1 : 0,
                active && before ? 1 : 0,
                active && !before && !fresh ? 1 : 0,
                before && !active ? 1 : 0,
                countIn(day - 1, day));
    }

    /** Days after one and up to another. */
    private int countIn(int after, int upTo) {
        return placeAfter(upTo) - placeAfter(after);
    }

    private int placeAfter(int day) {
        int place = Arrays.binarySearch(days, 0, size, day);
        return place >= 0 ? place + 1 : -1 - place;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return first;
    }

    int last() {
        return days[size - 1];
    }

    /** Active days in the 28 days up to the last one. */
    int countOfLastPeriod() {
        return isEmpty() ? 0 : countIn(last() - PERIOD, last());
    }

    void settle(int settledDay) {
        if (isEmpty()) {
            return;
        }
        int dropped = placeAfter(Math.min(settledDay - 2 * PERIOD, last() - PERIOD));
        System.arraycopy(days, dropped, days, 0, size - dropped);
        size -= dropped;
    }

    void write(StateWriter out) {
        out.putCount(size);
        if (size > 0) {
            out.putSigned(first);
            int before = first;
            for (int i = 0; i < size; i++) {
                out.putCount(days[i] - before);
                before = days[i];
            }
        }
    }

    static ActiveDays read(StateReader in) {
        ActiveDays active = new ActiveDays();
        int count = in.getCountOf(1);
        if (count > 0) {
            active.first = (int) in.getSigned();
            int day = active.first;
            for (int i = 0; i < count; i++) {
                day += in.getCount();
                active.insert(i, day);
            }
        }
        return active;
    }

    private void insert(int place, int day) {
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
        }
        System.arraycopy(days, place, days, place + 1, size - place);
        days[place] = day;
        size++;
    }
}
