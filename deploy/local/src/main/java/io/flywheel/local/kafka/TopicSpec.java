package io.flywheel.local.kafka;

import java.util.Map;

/**
 * How a topic is laid out.
 *
 * @param settings the topic's own settings under Kafka's names, for example {@code cleanup.policy}
 */
public record TopicSpec(int partitions, Map<String, String> settings) {

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic needs at least one partition, not " + partitions);
        }
        settings = Map.copyOf(settings);
    }

    public static TopicSpec of(int partitions) {
        return new TopicSpec(partitions, Map.of());
    }

    /** A topic that keeps the last record of each key. */
    public static TopicSpec compacted(int partitions) {
        return new TopicSpec(partitions, Map.of("cleanup.policy", "compact"));
    }
}
