package io.flywheel.app.kafka;

import io.flywheel.domain.activity.LateRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Passes late records on byte for byte, with the place they came from in the header {@code flywheel-origin}, so that they can be sent again. */
final class LateRecords implements KafkaRecordSerializationSchema<LateRecord> {

    private static final long serialVersionUID = 1;
    private static final String ORIGIN = "flywheel-origin";

    private final TopicNames topics;

    LateRecords(TopicNames topics) {
        this.topics = topics;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            LateRecord late, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] key = late.customerId().getBytes(StandardCharsets.UTF_8);
        String origin = topics.of(late.stream()) + "|" + late.partition() + "|" + late.offset();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.late(), null, late.arrivedAtMillis(), key, late.value());
        record.headers().add(ORIGIN, origin.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
