package io.flywheel.domain.wheel.spot;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.window.Grain;
import java.util.Arrays;

/**
 * How often something happened in each slice in which it happened at all, from which follows in which windows it happened.
 *
 * <p><b>Shape:</b> two parallel rows in order of time; no slice has a count of 0.
 */
final class SliceCounts {

    private static final int LEAST_BYTES = 2;

    private int[] slices = new int[1];
    private int[] counts = new int[1];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int countAt(int slice) {
        int place = Arrays.binarySearch(slices, 0, size, slice);
        return place < 0 ? 0 : counts[place];
    }

    /** Counts once more, and names the grains whose window has it for the first time. */
    int countIn(int slice) {
        int place = Arrays.binarySearch(slices, 0, size, slice);
        if (place >= 0) {
            counts[place]++;
            return 0;
        }
        int free = -1 - place;
        int grains = aloneIn(slice, free - 1, free);
        insert(free, slice, 1);
        return grains;
    }

    /** Counts once less what was counted, and names the grains whose window has it no more. */
    int countOut(int slice) {
        int place = Arrays.binarySearch(slices, 0, size, slice);
        if (--counts[place] > 0) {
            return 0;
        }
        int grains = aloneIn(slice, place - 1, place + 1);
        drop(place, 1);
        return grains;
    }

    /** The grains whose window of a slice holds neither of its neighbours. */
    private int aloneIn(int slice, int before, int after) {
        int grains = 0;
        for (int i = 0; i < CustomerSpots.GRAINS.size(); i++) {
            int length = (int) (CustomerSpots.GRAINS.get(i).lengthMillis() / Grain.SLICE_MILLIS);
            int window = Math.floorDiv(slice, length);
            boolean isShared = before >= 0 && Math.floorDiv(slices[before], length) == window
                    || after < size && Math.floorDiv(slices[after], length) == window;
            grains |= isShared ? 0 : 1 << i;
        }
        return grains;
    }

    private void insert(int place, int slice, int count) {
        if (size == slices.length) {
            slices = Arrays.copyOf(slices, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(slices, place, slices, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        slices[place] = slice;
        counts[place] = count;
        size++;
    }

    private void drop(int place, int many) {
        size -= many;
        System.arraycopy(slices, place + many, slices, place, size - place);
        System.arraycopy(counts, place + many, counts, place, size - place);
    }

    void settle(int firstOpenSlice) {
        int place = Arrays.binarySearch(slices, 0, size, firstOpenSlice);
        drop(0, place < 0 ? -1 - place : place);
    }

    void write(StateWriter out) {
        out.putCount(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.putSigned(slices[i] - (long) before);
            out.putCount(counts[i]);
            before = slices[i];
        }
    }

    static SliceCounts read(StateReader in) {
        SliceCounts read = new SliceCounts();
        int count = in.getCountOf(LEAST_BYTES);
        int slice = 0;
        for (int i = 0; i < count; i++) {
            slice += (int) in.getSigned();
            read.insert(i, slice, in.getCount());
        }
        return read;
    }
}
