package io.flywheel.local;

/**
 * What a demo did, for scripts and for the measure of the product's own promises.
 *
 * <p><b>Units:</b> seconds since the process began; counts of records and rows; bytes of resident memory of all parts together, -1 where unknown.
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
        long peakRssBytes) {}
