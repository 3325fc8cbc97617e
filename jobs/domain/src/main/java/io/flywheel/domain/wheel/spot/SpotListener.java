package io.flywheel.domain.wheel.spot;

/** Is told what a signal changes in the windows of the places it names. */
@FunctionalInterface
public interface SpotListener {

    /**
     * Adds a delta to the windows that contain a slice, one of each grain named.
     *
     * <p><b>Shape:</b> {@code grains} has bit i set for grain i of {@link CustomerSpots#GRAINS}; the delta is for reading only.
     */
    void add(Spot spot, int slice, int grains, SpotTotals delta);
}
