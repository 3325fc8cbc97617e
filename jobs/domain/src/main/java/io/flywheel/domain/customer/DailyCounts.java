package io.flywheel.domain.customer;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Arrays;

/**
 * How often something happened on each of the last 28 days.
 *
 * <p><b>Shape:</b> days older than 28 days before the latest one are dropped, whatever the order of adding.
 *
 * <p><b>Units:</b> UTC days since the epoch.
 */
final class DailyCounts {

    static final int DAYS = 28;

    private int[] days = new int[2];
    private int[] counts = new int[2];
    private int size;

    void add(int day) {
        if (size > 0 && day <= latest() - DAYS) {
            return;
        }
        int place = size;
        while (place > 0 && days[place - 1] > day) {
            place--;
        }
        if (place > 0 && days[place - 1] == day) {
            counts[place - 1]++;
            return;
        }
        insert(place, day, 1);
        dropBefore(latest() - DAYS + 1);
    }

    /** Sum over the 28 days that end with a day. */
    long countUpTo(int day) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            if (days[i] > day - DAYS && days[i] <= day) {
                sum += counts[i];
            }
        }
        return sum;
    }

    void write(StateWriter out) {
        out.putCount(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.putSigned(days[i] - before);
            out.putCount(counts[i]);
            before = days[i];
        }
    }

    static DailyCounts read(StateReader in) {
        DailyCounts daily = new DailyCounts();
        int count = in.getCount();
        int before = 0;
        for (int i = 0; i < count; i++) {
            before += (int) in.getSigned();
            daily.insert(i, before, in.getCount());
        }
        return daily;
    }

    private int latest() {
        return days[size - 1];
    }

    private void insert(int place, int day, int count) {
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(days, place, days, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        days[place] = day;
        counts[place] = count;
        size++;
    }

    private void dropBefore(int day) {
        int dropped = 0;
        while (dropped < size && days[dropped] < day) {
            dropped++;
        }
        if (dropped > 0) {
            System.arraycopy(days, dropped, days, 0, size - dropped);
            System.arraycopy(counts, dropped, counts, 0, size - dropped);
            size -= dropped;
        }
    }
}
