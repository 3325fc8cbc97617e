package io.flywheel.domain.wheel.journey;

/** Hears what one customer adds to the growth counts of a day, or takes back from them. */
@FunctionalInterface
public interface GrowthListener {

    /** For readers that do not count growth. */
    GrowthListener NONE = (day, delta) -> {};

    /**
     * The sum of all deltas of a day is what the customer counts for on it, be it over or still to come.
     *
     * <p><b>Units:</b> UTC days since the epoch; counts of customers, negative to take back, never all 0.
     */
    void add(int day, GrowthCounts delta);
}
