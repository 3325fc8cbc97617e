package io.flywheel.app.kafka;

import io.flywheel.app.encode.AlertEvents;
import io.flywheel.domain.alert.AlertTransition;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes changes of alerts to their topic by fingerprint, so that those of one alert stay in order, as CloudEvents in JSON. */
final class AlertTopicRecords implements KafkaRecordSerializationSchema<AlertTransition> {

    private static final long serialVersionUID = 1;
    private static final byte[] CONTENT_TYPE = AlertEvents.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII);

    private final String topic;
    private final boolean muted;

    AlertTopicRecords(String topic, boolean muted) {
        this.topic = topic;
        this.muted = muted;
    }

    /** Nothing while alerts are muted; the tables hold them all the same. */
    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
            AlertTransition element, KafkaSinkContext context, @Nullable Long timestamp) {
        if (muted) {
            return null;
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                null,
                Math.max(0, element.atMillis()),
                element.after().fingerprint().getBytes(StandardCharsets.US_ASCII),
                AlertEvents.of(element));
        record.headers().add("content-type", CONTENT_TYPE);
        return record;
    }
}
