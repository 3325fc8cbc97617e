package io.flywheel.domain.quality;

import java.util.Map;

/**
 * What arrived on one stream in one hour, and what became of it.
 *
 * <p><b>Units:</b> counts of records; {@code windowStartMillis} is the start of the hour of arrival (timestamp of the Kafka record).
 * received = accepted + duplicates + late + rejected. {@code rejectedByReason} adds up to rejected; {@code unmappedTypes} counts accepted custom events
 * without a meaning in the catalogue by name.
 *
 * <p><b>Shape:</b> persisted: components may be added, none renamed and no type changed.
 */
public record QualityWindow(
        String stream,
        long windowStartMillis,
        long received,
        long accepted,
        long duplicates,
        long late,
        long rejected,
        Map<String, Long> rejectedByReason,
        Map<String, Long> unmappedTypes) {

    /** Accepts what an older savepoint lacks: Flink passes null for a component added later. */
    public QualityWindow {
        rejectedByReason = rejectedByReason == null ? Map.of() : Map.copyOf(rejectedByReason);
        unmappedTypes = unmappedTypes == null ? Map.of() : Map.copyOf(unmappedTypes);
    }
}
