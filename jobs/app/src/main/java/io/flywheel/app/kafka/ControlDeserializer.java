package io.flywheel.app.kafka;

import io.flywheel.app.control.ControlJson;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.control.ControlArrival;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what people decided; what can not be read goes on as a problem. */
final class ControlDeserializer implements KafkaRecordDeserializationSchema<ControlArrival> {

    private static final long serialVersionUID = 1;

    /** How much of what was sent is shown to who looks for the fault. */
    private static final int SHOWN = 4_000;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlArrival> out) {
        out.collect(arrival(record));
    }

    static ControlArrival arrival(ConsumerRecord<byte[], byte[]> record) {
        ControlRecord decided = null;
        String problem = null;
        try {
            decided = ControlJson.read(record.value());
        } catch (IllegalArgumentException e) {
            problem = e.getMessage();
        }
        byte[] value = record.value() == null ? new byte[0] : record.value();
        String text = new String(value, 0, Math.min(SHOWN, value.length), StandardCharsets.UTF_8);
        return new ControlArrival(record.partition(), record.offset(), record.timestamp(), decided, problem, text);
    }

    @Override
    public TypeInformation<ControlArrival> getProducedType() {
        return TypeInformation.of(ControlArrival.class);
    }
}
