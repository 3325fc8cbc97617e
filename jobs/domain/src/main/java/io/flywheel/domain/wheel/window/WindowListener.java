package io.flywheel.domain.wheel.window;

/** Is told what a signal changes in the windows of its customer's series. */
@FunctionalInterface
public interface WindowListener {

    /**
     * Adds a delta to every window of a reach. What is told is the net change: no window is told something and the opposite, for a window may be over between the two.
     *
     * <p><b>Shape:</b> the delta is for reading only and may be told for several series.
     */
    void add(Series series, Reach reach, WindowTotals delta);
}
