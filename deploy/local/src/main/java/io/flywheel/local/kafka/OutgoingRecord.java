package io.flywheel.local.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way to a topic, as bytes.
 *
 * <p><b>Units:</b> {@code timestampMillis} is the record's arrival in epoch milliseconds, at least 0; the job's clock reads nothing else.
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared by nobody; a copy for each of half a million records would only cost
public record OutgoingRecord(
        String topic,
        byte @Nullable [] key,
        byte @Nullable [] value,
        long timestampMillis,
        Map<String, byte[]> headers) {

    public OutgoingRecord(String topic, byte @Nullable [] key, byte @Nullable [] value, long timestampMillis) {
        this(topic, key, value, timestampMillis, Map.of());
    }
}
