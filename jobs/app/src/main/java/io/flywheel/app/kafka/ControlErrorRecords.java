package io.flywheel.app.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flywheel.domain.control.ControlJudgement.Verdict;
import io.flywheel.pipeline.control.ControlArrival;
import io.flywheel.pipeline.control.ControlOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes what was refused to the errors topic, as JSON, with the place it lies at and the reason. */
final class ControlErrorRecords implements KafkaRecordSerializationSchema<ControlOutcome> {

    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final String topic;
    private final String origin;

    ControlErrorRecords(String topic, String origin) {
        this.topic = topic;
        this.origin = origin;
    }

    /** Nothing for what was not refused. */
    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
            ControlOutcome outcome, KafkaSinkContext context, @Nullable Long timestamp) {
        if (outcome.judgement().verdict() != Verdict.REFUSED) {
            return null;
        }
        ControlArrival arrival = outcome.arrival();
        String place = origin + "|" + arrival.partition() + "|" + arrival.offset();
        ObjectNode node = JSON.createObjectNode()
                .put("origin", place)
                .put("reason", outcome.judgement().reason())
                .put(
                        "arrived_at",
                        Instant.ofEpochMilli(arrival.arrivedAtMillis()).toString())
                .put("record", arrival.text());
        try {
            return new ProducerRecord<>(
                    topic,
                    null,
                    Math.max(0, arrival.arrivedAtMillis()),
                    place.getBytes(StandardCharsets.UTF_8),
                    JSON.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }
}
