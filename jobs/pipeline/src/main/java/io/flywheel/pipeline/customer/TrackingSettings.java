package io.flywheel.pipeline.customer;

import io.flywheel.pipeline.stop.StopSettings;
import java.time.Duration;

/**
 * How the customer stop works: what it may tune without changing a number.
 *
 * <p><b>Units:</b> {@code cachedCustomers} and {@code unsavedCustomers} are entries of one subtask; {@code emitEveryMillis} is processing time; {@code memoryMillis} is how long before the
 * watermark an event may still be told from a duplicate.
 *
 * <p><b>Source:</b> docs/reference/configuration.md.
 */
public record TrackingSettings(
        String job,
        int cachedCustomers,
        int unsavedCustomers,
        long emitEveryMillis,
        long memoryMillis,
        boolean emitSignals)
        implements StopSettings {

    /** Duplicates within 7 days change nothing, and a day more lets arrivals be out of order by as much. */
    public static final long MEMORY_MILLIS = Duration.ofDays(8).toMillis();

    public TrackingSettings {
        if (cachedCustomers < 1 || unsavedCustomers < 1 || emitEveryMillis < 1) {
            throw new IllegalArgumentException("cache, unsaved customers and emission interval must be at least 1: "
                    + cachedCustomers + ", " + unsavedCustomers + ", " + emitEveryMillis);
        }
    }
}
