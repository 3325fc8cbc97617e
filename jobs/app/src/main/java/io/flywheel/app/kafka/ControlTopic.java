package io.flywheel.app.kafka;

import io.flywheel.domain.control.ControlJudgement;
import io.flywheel.domain.control.ControlJudgement.Verdict;
import io.flywheel.domain.control.ControlLedger;
import io.flywheel.domain.control.ControlRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The control topic as it is now, read from its beginning to its present end.
 *
 * <p><b>Errors:</b> {@link IOException} if Kafka does not answer in time or the topic does not exist.
 *
 * @param bootstrapServers where Kafka is
 * @param name of the topic
 * @param security what a client needs to be let in
 */
public record ControlTopic(String bootstrapServers, String name, Map<String, String> security) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    /** All records that were accepted, in their order. */
    public List<ControlRecord> accepted(ControlLedger ledger) throws IOException {
        List<ControlRecord> accepted = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            ControlRecord decided = ControlDeserializer.arrival(record).record();
            if (decided != null) {
                ControlJudgement judgement = ledger.take(decided);
                if (judgement.verdict() == Verdict.ACCEPTED) {
                    accepted.add(decided);
                }
            }
        }
        return accepted;
    }

    private List<ConsumerRecord<byte[], byte[]>> records() throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(name, PATIENCE).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IOException(
                        "topic " + name + " does not exist; create it with one partition and cleanup.policy=compact");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            Supplier<Boolean> isRead = () -> ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
            for (long left = PATIENCE.dividedBy(POLL); !isRead.get(); left--) {
                if (left == 0) {
                    throw new IOException(
                            "topic " + name + " could not be read to its end within " + PATIENCE.toSeconds() + " s");
                }
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        } catch (KafkaException e) {
            throw new IOException(
                    "topic " + name + " can not be read from " + bootstrapServers + ": " + e.getMessage(), e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties settings = new Properties();
        settings.putAll(security);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
