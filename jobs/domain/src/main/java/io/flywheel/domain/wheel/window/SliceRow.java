package io.flywheel.domain.wheel.window;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Arrays;

/**
 * In which slices a customer has records of one series, and how many points they pushed there.
 *
 * <p><b>Shape:</b> two parallel rows in order of time. Settled slices are dropped but for the last, whose presence ends where the next record begins.
 */
final class SliceRow {

    private int[] slices = new int[2];
    private long[] pushThousandths = new long[2];
    private int size;

    int size() {
        return size;
    }

    int sliceAt(int place) {
        return slices[place];
    }

    long pushThousandthsAt(int place) {
        return pushThousandths[place];
    }

    /** Place of the first slice that is not before one; most come last. */
    int placeOf(int slice) {
        if (size == 0 || slices[size - 1] < slice) {
            return size;
        }
        int place = Arrays.binarySearch(slices, 0, size, slice);
        return place < 0 ? -1 - place : place;
    }

    boolean isAt(int place, int slice) {
        return place < size && slices[place] == slice;
    }

    /** End of the time, in slices, in which the record at a place is the customer's last. */
    int lastUntil(int place) {
        return place + 1 < size ? slices[place + 1] : Integer.MAX_VALUE;
    }

    void insert(int place, int slice) {
        if (size == slices.length) {
            slices = Arrays.copyOf(slices, size * 2);
            pushThousandths = Arrays.copyOf(pushThousandths, size * 2);
        }
        System.arraycopy(slices, place, slices, place + 1, size - place);
        System.arraycopy(pushThousandths, place, pushThousandths, place + 1, size - place);
        slices[place] = slice;
        pushThousandths[place] = 0;
        size++;
    }

    void push(int place, long thousandths) {
        pushThousandths[place] += thousandths;
    }

    /** Drops slices before one, but for the last of them if it is later than the oldest that can share a window with what comes. */
    void settle(int firstOpenSlice) {
        int open = placeOf(firstOpenSlice);
        boolean keepsLast = open > 0 && (long) slices[open - 1] + Grain.LONGEST_SLICES > firstOpenSlice;
        int dropped = keepsLast ? open - 1 : open;
        size -= dropped;
        System.arraycopy(slices, dropped, slices, 0, size);
        System.arraycopy(pushThousandths, dropped, pushThousandths, 0, size);
        if (keepsLast) {
            pushThousandths[0] = 0;
        }
    }

    void write(StateWriter out) {
        out.putCount(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.putSigned(slices[i] - (long) before);
            out.putCount(pushThousandths[i]);
            before = slices[i];
        }
    }

    static SliceRow read(StateReader in) {
        SliceRow row = new SliceRow();
        int count = in.getCountOf(2);
        int before = 0;
        for (int i = 0; i < count; i++) {
            before += (int) in.getSigned();
            row.insert(i, before);
            row.push(i, in.getVariable());
        }
        return row;
    }
}
