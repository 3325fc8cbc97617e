package io.flywheel.app.kafka;

import io.flywheel.pipeline.relay.SenderClock;
import io.flywheel.pipeline.relay.Stamped;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to a topic between the jobs with the time of the sender in a header; heartbeats to the partition they are for.
 *
 * <p><b>Shape:</b> a heartbeat has a key, the same for all of a sender, and no value: so a compacted topic takes it and keeps the newest.
 */
final class RelayRecords<T, R extends SpecificRecord> implements KafkaRecordSerializationSchema<Stamped<T>> {

    private static final long serialVersionUID = 1;
    private static final String CLOCK_OF = "flywheel-clock-";
    private static final byte[] NOTHING = {};

    private final String topic;
    private final TopicRecords<T, R> contents;

    RelayRecords(String topic, TopicRecords<T, R> contents) {
        this.topic = topic;
        this.contents = contents;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) throws Exception {
        contents.open(context, sinkContext);
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
            Stamped<T> element, KafkaSinkContext context, @Nullable Long timestamp) {
        T content = element.content();
        ProducerRecord<byte[], byte[]> record = content == null
                ? heartbeat(element.partition(), element.clock(), context)
                : contents.serialize(content, context, timestamp);
        if (record != null) {
            SenderClockHeader.write(element.clock(), record.headers());
        }
        return record;
    }

    /** Nothing for a partition that the topic does not have. */
    private @Nullable ProducerRecord<byte[], byte[]> heartbeat(
            int partition, SenderClock clock, KafkaSinkContext context) {
        int[] partitions = context.getPartitionsForTopic(topic);
        if (partition >= partitions.length) {
            return null;
        }
        byte[] key = (CLOCK_OF + clock.sender()).getBytes(StandardCharsets.US_ASCII);
        byte @Nullable [] value = null;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partitions[partition], Math.max(0, clock.watermarkMillis()), key, value);
        record.headers().add(InboundDeserializer.HEARTBEAT, NOTHING);
        return record;
    }
}
