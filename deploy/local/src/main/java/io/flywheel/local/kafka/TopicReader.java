package io.flywheel.local.kafka;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic as it is now, from its oldest record to its newest, for people who look at it.
 *
 * <p><b>Shape:</b> belongs to no group and commits nothing, so that nobody's place in the topic moves. Records of aborted transactions are not read.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#KAFKA_UNREACHABLE}.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SILENT_POLLS = 40;

    private final KafkaConsumer<byte[], byte[]> consumer;

    public TopicReader(String bootstrapServers, Map<String, String> clientSettings) {
        this.consumer = consumer(
                bootstrapServers, clientSettings, Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, (Object) "none"));
    }

    /** A consumer for those who only look: it commits nothing, makes no topic and sees nothing of aborted transactions. */
    static KafkaConsumer<byte[], byte[]> consumer(
            String bootstrapServers, Map<String, String> clientSettings, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Hands every value of a topic to somebody, partition by partition. */
    public void read(String topic, Consumer<byte @Nullable []> values) {
        try {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                readTo(partition, ends.getOrDefault(partition, 0L), values);
            }
        } catch (KafkaException e) {
            throw unreachable(topic, e);
        }
    }

    /** Reads from now on what comes to a topic; {@link #next} gives it. */
    public void follow(String topic) {
        try {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        } catch (KafkaException e) {
            throw unreachable(topic, e);
        }
    }

    /** What has come to the topic that is followed; waits for it a while at most. */
    public List<byte[]> next(Duration atMost) {
        List<byte[]> values = new ArrayList<>();
        consumer.poll(atMost).forEach(record -> values.add(record.value()));
        return values;
    }

    private void readTo(TopicPartition partition, long end, Consumer<byte @Nullable []> values) {
        int silent = 0;
        while (consumer.position(partition) < end) {
            var records = consumer.poll(POLL);
            silent = records.isEmpty() ? silent + 1 : 0;
            if (silent > SILENT_POLLS) {
                throw new Failure(
                        ErrorCode.KAFKA_UNREACHABLE,
                        "the topic " + partition.topic() + " can not be read to its end",
                        "no record came for " + POLL.multipliedBy(SILENT_POLLS).toSeconds() + " s",
                        "check that the broker runs");
            }
            for (ConsumerRecord<byte[], byte[]> found : records) {
                if (found.offset() < end) {
                    values.accept(found.value());
                }
            }
        }
    }

    /** The value of one record, if the topic still holds it. */
    public Optional<byte[]> value(String topic, int partition, long offset) {
        TopicPartition place = new TopicPartition(topic, partition);
        try {
            long oldest = consumer.beginningOffsets(List.of(place)).getOrDefault(place, Long.MAX_VALUE);
            if (offset < oldest || offset >= consumer.endOffsets(List.of(place)).getOrDefault(place, 0L)) {
                return Optional.empty();
            }
            consumer.assign(List.of(place));
            consumer.seek(place, offset);
            for (int polls = 0; polls < SILENT_POLLS; polls++) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    byte[] value = found.value();
                    return found.offset() == offset && value != null ? Optional.of(value) : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (KafkaException e) {
            throw unreachable(topic, e);
        }
    }

    private static Failure unreachable(String topic, KafkaException e) {
        return new Failure(
                ErrorCode.KAFKA_UNREACHABLE,
                "the topic " + topic + " can not be read",
                Failure.wordsOf(e),
                "check the address, and that this user may read the topic",
                e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
