package io.flywheel.domain.wheel.window;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many customers have which momentum index.
 *
 * <p><b>Shape:</b> sparse: two parallel rows, in order of the index, without counts of 0. Most hold one customer, so nothing is kept for the 200 other places.
 *
 * <p><b>Units:</b> index in half points, 0 to {@link #GREATEST}.
 */
final class IndexHistogram {

    /** An index of 100. */
    static final int GREATEST = 200;

    private static final int[] NO_PLACES = {};
    private static final long[] NO_COUNTS = {};

    private int[] halves = NO_PLACES;
    private long[] counts = NO_COUNTS;
    private int size;

    void add(int indexHalves, long count) {
        if (count == 0) {
            return;
        }
        int place = Arrays.binarySearch(halves, 0, size, indexHalves);
        if (place < 0) {
            insert(-1 - place, indexHalves, count);
            return;
        }
        counts[place] += count;
        if (counts[place] == 0) {
            size--;
            System.arraycopy(halves, place + 1, halves, place, size - place);
            System.arraycopy(counts, place + 1, counts, place, size - place);
        }
    }

    private void insert(int place, int indexHalves, long count) {
        if (indexHalves < 0 || indexHalves > GREATEST) {
            throw new IllegalArgumentException("index must be 0 to " + GREATEST + " half points: " + indexHalves);
        }
        if (size == halves.length) {
            int capacity = Math.max(2, size * 2);
            halves = Arrays.copyOf(halves, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        System.arraycopy(halves, place, halves, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        halves[place] = indexHalves;
        counts[place] = count;
        size++;
    }

    void fold(IndexHistogram other, int sign) {
        // from the last on, so that a histogram can be taken from itself: what was walked over may vanish
        for (int i = other.size - 1; i >= 0; i--) {
            add(other.halves[i], sign * other.counts[i]);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    void forEach(WindowTotals.IndexTaker taker) {
        for (int i = 0; i < size; i++) {
            taker.take(halves[i], counts[i]);
        }
    }

    /** How many lie between two places, both included. */
    long count(int from, int to) {
        long count = 0;
        for (int i = 0; i < size; i++) {
            if (halves[i] >= from && halves[i] <= to) {
                count += counts[i];
            }
        }
        return count;
    }

    /** Index of the customer of a rank, the first being 1; there must be as many. */
    int atRank(long rank) {
        long before = 0;
        int place = 0;
        while (place < size - 1 && before + counts[place] < rank) {
            before += counts[place++];
        }
        return halves[place];
    }

    void write(StateWriter out) {
        out.putCount(size);
        for (int i = 0; i < size; i++) {
            out.putByte(halves[i]);
            out.putSigned(counts[i]);
        }
    }

    void read(StateReader in) {
        int count = in.getCountOf(2);
        for (int i = 0; i < count; i++) {
            add(in.getByte(), in.getSigned());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexHistogram histogram
                && size == histogram.size
                && Arrays.equals(halves, 0, size, histogram.halves, 0, size)
                && Arrays.equals(counts, 0, size, histogram.counts, 0, size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + halves[i]) + Long.hashCode(counts[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ", ").append(halves[i] / 2.0).append('=').append(counts[i]);
        }
        return text.append('}').toString();
    }
}
