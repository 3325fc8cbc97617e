package io.flywheel.local.demo;

/**
 * What a demo did, for scripts and for the measure of the product's own promises.
 *
 * <p><b>Units:</b> seconds since the process began; counts of records and rows; bytes of resident memory of all parts together, -1 where unknown.
 *
 * @param alertsTold alerts that the terminal was told of when they began
 * @param secondsToTell the longest time from the moment, in event time, at which one of them fired until it was told; -1 without one
 */
public record DemoReport(
        double secondsToReady,
        double secondsToFirstRow,
        double seconds,
        long customers,
        long eventsIn,
        long rowsWritten,
        long rejected,
        long duplicates,
        long late,
        long alertsTold,
        double secondsToTell,
        long peakRssBytes) {}
