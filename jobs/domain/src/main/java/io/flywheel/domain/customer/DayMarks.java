package io.flywheel.domain.customer;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Arrays;

/**
 * What the last seven days added to each class, so that the index of past midnights can be told.
 *
 * <p><b>Shape:</b> sparse rows of (day, slot, amount); a slot is a class of pushes or of friction. Days more than six before the latest day of the customer are dropped, whatever
 * the order of adding.
 *
 * <p><b>Units:</b> UTC days since the epoch; amounts in points, decayed to the midnight that ends their day.
 *
 * <p><b>Source:</b> docs/decisions/0008-order-free-hysteresis.md.
 */
final class DayMarks {

    static final int DAYS = 7;

    private int[] days = new int[2];
    private int[] slots = new int[2];
    private double[] amounts = new double[2];
    private int size;

    void add(int day, int slot, double amount, int latestDay) {
        if (day <= latestDay - DAYS) {
            return;
        }
        for (int i = size - 1; i >= 0; i--) {
            if (days[i] == day && slots[i] == slot) {
                amounts[i] += amount;
                return;
            }
        }
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
            slots = Arrays.copyOf(slots, size * 2);
            amounts = Arrays.copyOf(amounts, size * 2);
        }
        set(size++, day, slot, amount);
    }

    /** Drops what is too old once the customer was seen on a later day. */
    void advanceTo(int latestDay) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (days[i] > latestDay - DAYS) {
                set(kept++, days[i], slots[i], amounts[i]);
            }
        }
        size = kept;
    }

    int size() {
        return size;
    }

    int dayAt(int place) {
        return days[place];
    }

    int slotAt(int place) {
        return slots[place];
    }

    double amountAt(int place) {
        return amounts[place];
    }

    void write(StateWriter out) {
        out.putCount(size);
        for (int i = 0; i < size; i++) {
            out.putSigned(days[i]);
            out.putByte(slots[i]);
            out.putDouble(amounts[i]);
        }
    }

    static DayMarks read(StateReader in) {
        DayMarks marks = new DayMarks();
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            marks.add((int) in.getSigned(), in.getByte(), in.getDouble(), Integer.MIN_VALUE + DAYS);
        }
        return marks;
    }

    private void set(int place, int day, int slot, double amount) {
        days[place] = day;
        slots[place] = slot;
        amounts[place] = amount;
    }
}
