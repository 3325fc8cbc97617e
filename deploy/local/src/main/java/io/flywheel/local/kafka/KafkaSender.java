package io.flywheel.local.kafka;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts records on topics as fast as Kafka takes them, and knows how many it took.
 *
 * <p><b>Shape:</b> {@link #send} returns before the record is stored; {@link #flush} waits for all of them. The order of a key's records is kept. Safe for
 * several threads.
 * <p><b>Errors:</b> a record that Kafka refuses for good ends the next call with {@link Failure} and {@link ErrorCode#KAFKA_UNREACHABLE}.
 */
public final class KafkaSender implements AutoCloseable {

    /** Marks a record without an event: its only meaning is that time has come to its timestamp. */
    public static final String HEARTBEAT_HEADER = "flywheel-heartbeat";

    private static final byte[] NOTHING = new byte[0];

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();

    public KafkaSender(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /** With further settings of the Kafka client, for a broker that asks for credentials; they win over the sender's own. */
    public KafkaSender(String bootstrapServers, Map<String, String> clientSettings) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, BrokerSettings.MAX_MESSAGE_BYTES);
        settings.putAll(clientSettings);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void send(OutgoingRecord outgoing) {
        ProducerRecord<byte[], byte[]> entry = new ProducerRecord<>(
                outgoing.topic(), null, outgoing.timestampMillis(), outgoing.key(), outgoing.value());
        outgoing.headers().forEach((name, content) -> entry.headers().add(new RecordHeader(name, content)));
        hand(entry);
    }

    /**
     * Tells every partition of the topics that time has come to a moment, so that a quiet partition does not hold the others back.
     *
     * <p><b>Shape:</b> one record without key and with an empty value to each partition, after all records sent before it.
     */
    public void heartbeats(Collection<String> topics, long timestampMillis) {
        for (String topic : topics) {
            for (PartitionInfo partition : producer.partitionsFor(topic)) {
                ProducerRecord<byte[], byte[]> entry =
                        new ProducerRecord<>(topic, partition.partition(), timestampMillis, null, NOTHING);
                entry.headers().add(new RecordHeader(HEARTBEAT_HEADER, NOTHING));
                hand(entry);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of the outcome
    private void hand(ProducerRecord<byte[], byte[]> entry) {
        failIfRefused();
        try {
            producer.send(entry, (stored, problem) -> {
                if (problem == null) {
                    acknowledged.incrementAndGet();
                } else {
                    refused.compareAndSet(null, problem);
                }
            });
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /** Waits until Kafka has stored every record sent so far. */
    public void flush() {
        producer.flush();
        failIfRefused();
    }

    /** Records that Kafka has stored, heartbeats included. */
    public long acknowledged() {
        return acknowledged.get();
    }

    private void failIfRefused() {
        Exception problem = refused.get();
        if (problem != null) {
            throw failure(problem);
        }
    }

    private static Failure failure(Exception problem) {
        return new Failure(
                ErrorCode.KAFKA_UNREACHABLE,
                "Kafka did not take a record",
                Failure.wordsOf(problem),
                "check that the broker runs and that its topics allow records of this size",
                problem);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
