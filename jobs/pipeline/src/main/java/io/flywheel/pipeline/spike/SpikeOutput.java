package io.flywheel.pipeline.spike;

import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.spike.SpotReading;
import org.jspecify.annotations.Nullable;

/**
 * What the table of spikes is told: what is to be said of five minutes of a place, or how far the stop has come.
 *
 * <p><b>Shape:</b> exactly one of the two is there.
 */
public record SpikeOutput(
        @Nullable SpotReading reading, @Nullable Progress progress) {

    public static SpikeOutput of(SpotReading reading) {
        return new SpikeOutput(reading, null);
    }

    public static SpikeOutput of(Progress progress) {
        return new SpikeOutput(null, progress);
    }
}
