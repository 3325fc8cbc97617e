package io.flywheel.domain.wheel.window;

/** Is told what a signal changes in the windows of its customer's series. */
@FunctionalInterface
public interface WindowListener {

    /**
     * Adds a delta to every window that contains a slice and ends by a limit.
     *
     * <p><b>Shape:</b> the delta is for reading only and may be told for several series.
     *
     * <p><b>Units:</b> slices of 5 minutes since the epoch; it holds for the windows whose end lies in (slice, untilSlice]; {@link Integer#MAX_VALUE}: only the length of the window limits it.
     */
    void add(Series series, int slice, int untilSlice, WindowTotals delta);
}
