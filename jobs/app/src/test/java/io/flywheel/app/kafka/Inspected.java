package io.flywheel.app.kafka;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Field;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a source or sink of the connector was built with. It has no getters, and a guarantee that is not set is not noticed until it is needed. */
final class Inspected {

    private final Object part;

    Inspected(Object part) {
        this.part = part;
    }

    String text(String field) {
        return String.valueOf(value(field));
    }

    Properties properties(String field) {
        return (Properties) value(field);
    }

    /** Serializes an element as the sink would. */
    @SuppressWarnings("unchecked") // the caller knows what the sink takes
    <T> ProducerRecord<byte[], byte[]> serialized(T element) throws Exception {
        KafkaRecordSerializationSchema<T> records = (KafkaRecordSerializationSchema<T>) value("recordSerializer");
        records.open(null, null);
        return requireNonNull(records.serialize(element, null, null));
    }

    private Object value(String name) {
        try {
            Field field = part.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the connector has changed: " + part.getClass() + " has no " + name, e);
        }
    }
}
