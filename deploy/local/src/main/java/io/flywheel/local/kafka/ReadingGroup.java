package io.flywheel.local.kafka;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a group has come in its topics, against where these ended when this was opened.
 *
 * <p><b>Shape:</b> looks at what the group has committed, and commits nothing itself. A job commits its places when a checkpoint is complete, and then its rows are in the tables, too.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#KAFKA_UNREACHABLE}.
 */
public final class ReadingGroup implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    public ReadingGroup(
            String bootstrapServers, Map<String, String> clientSettings, String group, List<String> topics) {
        this.consumer = TopicReader.consumer(
                bootstrapServers,
                clientSettings,
                Map.of(ConsumerConfig.GROUP_ID_CONFIG, group, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        try {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> TopicReader.partitions(consumer, topic).stream())
                    .toList();
            this.begins = consumer.beginningOffsets(partitions);
            this.ends = consumer.endOffsets(partitions);
        } catch (KafkaException e) {
            consumer.close();
            throw unreachable(e);
        }
    }

    /** Places between the oldest record and the end of all partitions. */
    public long offsets() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - begin(end.getKey()))
                .sum();
    }

    /** How many of them the group has left behind. */
    public long read() {
        Map<TopicPartition, Long> places = places();
        return ends.entrySet().stream()
                .mapToLong(end -> Math.min(end.getValue(), place(places, end.getKey())) - begin(end.getKey()))
                .sum();
    }

    /** Whether no record is left before the end of any partition. */
    public boolean hasReadAll() {
        Map<TopicPartition, Long> places = places();
        return ends.entrySet().stream()
                .allMatch(end -> nothingBetween(end.getKey(), place(places, end.getKey()), end.getValue()));
    }

    private Map<TopicPartition, Long> places() {
        try {
            Map<TopicPartition, Long> places = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
                    consumer.committed(Set.copyOf(ends.keySet())).entrySet()) {
                if (committed.getValue() != null) {
                    places.put(committed.getKey(), committed.getValue().offset());
                }
            }
            return places;
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    private long begin(TopicPartition partition) {
        return begins.getOrDefault(partition, 0L);
    }

    private long place(Map<TopicPartition, Long> places, TopicPartition partition) {
        return Math.max(places.getOrDefault(partition, 0L), begin(partition));
    }

    /** A transaction leaves marks behind its records, which nobody reads and no group ever commits. */
    private boolean nothingBetween(TopicPartition partition, long place, long end) {
        if (place >= end) {
            return true;
        }
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, place);
            for (long position = place; position < end; position = consumer.position(partition)) {
                var records = consumer.poll(POLL).records(partition);
                if (!records.isEmpty()) {
                    return records.get(0).offset() >= end;
                }
                if (consumer.position(partition) == position) {
                    return false;
                }
            }
            return true;
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    private static Failure unreachable(KafkaException e) {
        return new Failure(
                ErrorCode.KAFKA_UNREACHABLE,
                "the topics can not be asked how far they were read",
                Failure.wordsOf(e),
                "check the address, and that this user may read the topics and use the group",
                e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
