package io.flywheel.app.kafka;

import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.encode.SignalRecords;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.signals.OutboundSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes signals to their topic by customer, with their event time as the record's timestamp and the time of the sender in a header; heartbeats to the partition they are for. */
final class SignalTopicRecords implements KafkaRecordSerializationSchema<OutboundSignal> {

    private static final long serialVersionUID = 1;
    private static final byte[] NOTHING = {};

    private final String topic;
    private final SchemaSource schemas;
    private transient WireFormat<io.flywheel.schema.Signal> format;

    @SuppressWarnings("NullAway.Init") // Flink opens a schema before it hands it a record
    SignalTopicRecords(String topic, SchemaSource schemas) {
        this.topic = topic;
        this.schemas = schemas;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
            throws IOException {
        format = new WireFormat<>(
                schemas.open().idFor(topic, io.flywheel.schema.Signal.getClassSchema()),
                io.flywheel.schema.Signal.getClassSchema());
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
            OutboundSignal element, KafkaSinkContext context, @Nullable Long timestamp) {
        Signal signal = element.signal();
        ProducerRecord<byte[], byte[]> record = signal == null ? heartbeat(element, context) : record(signal);
        if (record != null) {
            SignalClockHeader.write(element.clock(), record.headers());
        }
        return record;
    }

    private ProducerRecord<byte[], byte[]> record(Signal signal) {
        return new ProducerRecord<>(
                topic,
                null,
                Math.max(0, signal.occurredAtMillis()),
                signal.customerId().getBytes(StandardCharsets.UTF_8),
                format.write(SignalRecords.of(signal)));
    }

    /** Nothing for a partition that the topic does not have. */
    private @Nullable ProducerRecord<byte[], byte[]> heartbeat(OutboundSignal element, KafkaSinkContext context) {
        int[] partitions = context.getPartitionsForTopic(topic);
        if (element.partition() >= partitions.length) {
            return null;
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                partitions[element.partition()],
                Math.max(0, element.clock().watermarkMillis()),
                null,
                NOTHING);
        record.headers().add(InboundDeserializer.HEARTBEAT, NOTHING);
        return record;
    }
}
