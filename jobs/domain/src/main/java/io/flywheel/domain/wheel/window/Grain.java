package io.flywheel.domain.wheel.window;

import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * How long a window is and how often one ends. Persisted: append only.
 *
 * <p><b>Units:</b> milliseconds, and slices of 5 minutes of event time, counted since the epoch: slice s is [s, s + 1) x 5 minutes, and an end t, in slices, is the moment that slice t begins.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Windows".
 */
public enum Grain {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), Duration.ofMinutes(5)),
    HOUR("1h", Duration.ofHours(1), Duration.ofHours(1)),
    DAY("1d", Duration.ofDays(1), Duration.ofDays(1)),
    TRAILING_HOUR("trailing_1h", Duration.ofHours(1), Duration.ofMinutes(5)),
    TRAILING_DAY("trailing_24h", Duration.ofDays(1), Duration.ofHours(1)),
    TRAILING_WEEK("trailing_7d", Duration.ofDays(7), Duration.ofDays(1)),
    TRAILING_MONTH("trailing_28d", Duration.ofDays(28), Duration.ofDays(1));

    /** Milliseconds of a slice. */
    public static final long SLICE_MILLIS = Duration.ofMinutes(5).toMillis();

    /** Slices of a UTC day, none of which lies in two days. */
    public static final int SLICES_OF_DAY = (int) (Duration.ofDays(1).toMillis() / SLICE_MILLIS);

    /** Slices of the longest window. */
    public static final int LONGEST_SLICES = TRAILING_MONTH.lengthSlices;

    private final String word;
    private final int lengthSlices;
    private final int stepSlices;

    Grain(String word, Duration length, Duration step) {
        this.word = word;
        this.lengthSlices = (int) length.dividedBy(Duration.ofMinutes(5));
        this.stepSlices = (int) step.dividedBy(Duration.ofMinutes(5));
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }

    /** How much time a window covers. */
    public long lengthMillis() {
        return lengthSlices * SLICE_MILLIS;
    }

    /** How much later the next window ends. */
    public long stepMillis() {
        return stepSlices * SLICE_MILLIS;
    }

    /** The slice of a moment. */
    public static int sliceOf(long atMillis) {
        return Math.toIntExact(Math.floorDiv(atMillis, SLICE_MILLIS));
    }

    /** The UTC day of a slice, in days since the epoch. */
    public static int dayOf(int slice) {
        return Math.floorDiv(slice, SLICES_OF_DAY);
    }

    /**
     * Names every window of this grain that a delta holds for.
     *
     * <p><b>Units:</b> slices since the epoch; the end of a window is the multiple of the step given to the receiver.
     */
    public void forEachEnd(Reach reach, IntConsumer endSlice) {
        long last = Math.min(reach.untilSlice(), (long) reach.slice() + lengthSlices);
        int after = Math.max(reach.slice(), reach.afterSlice());
        for (long end = (Math.floorDiv(after, stepSlices) + 1L) * stepSlices; end <= last; end += stepSlices) {
            endSlice.accept((int) end);
        }
    }
}
