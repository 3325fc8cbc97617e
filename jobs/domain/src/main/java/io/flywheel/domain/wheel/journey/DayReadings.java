package io.flywheel.domain.wheel.journey;

/**
 * How a customer stood at the midnight that begins a day: the formulas of signals.md over what had happened before it.
 *
 * <p><b>Units:</b> UTC days since the epoch; index 0 to 100. Asked only about days on which the customer has records and that were not settled before.
 */
public interface DayReadings {

    double indexBefore(int day);

    boolean slaMissedOpenBefore(int day);
}
