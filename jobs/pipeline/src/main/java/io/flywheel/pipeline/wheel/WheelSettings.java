package io.flywheel.pipeline.wheel;

import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.pipeline.stop.StopSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the stops of the wheel work.
 *
 * <p><b>Units:</b> {@code cachedCustomers} and {@code unsavedCustomers} are entries of one subtask; {@code emitEveryMillis} is processing time.
 *
 * <p><b>Source:</b> docs/reference/configuration.md.
 */
public record WheelSettings(
        String job, Set<Dimension> dimensions, int cachedCustomers, int unsavedCustomers, long emitEveryMillis)
        implements StopSettings {

    /** An event may be 7 days late, and arrivals a day out of order; a day more for the bound of the watermark. */
    private static final long MEMORY_MILLIS = Duration.ofDays(9).toMillis();

    public WheelSettings {
        dimensions = dimensions.isEmpty() ? EnumSet.noneOf(Dimension.class) : EnumSet.copyOf(dimensions);
    }

    /** How long after its end a cell may still change, and how long signals are told from repeated ones. */
    @Override
    public long memoryMillis() {
        return MEMORY_MILLIS;
    }
}
