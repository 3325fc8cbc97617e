package io.flywheel.domain.wheel.window;

/**
 * The windows that a delta holds for: those that contain a slice and end within bounds.
 *
 * <p><b>Units:</b> slices of 5 minutes since the epoch; ends lie in (afterSlice, untilSlice], and no window that contains the slice ends before {@code slice + 1}. {@link Integer#MAX_VALUE} as the later bound: only
 * the length of the window limits it.
 */
public record Reach(int slice, int afterSlice, int untilSlice) {

    /** Every window that contains a slice. */
    public static Reach all(int slice) {
        return until(slice, Integer.MAX_VALUE);
    }

    /** Those windows that end by a limit. */
    public static Reach until(int slice, int untilSlice) {
        return new Reach(slice, slice, untilSlice);
    }
}
