package io.flywheel.app.kafka;

import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.encode.WireFormat;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes one kind of record to one topic: its key, its Avro value, and its event time as the record's timestamp. */
final class TopicRecords<T, R extends SpecificRecord> implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1;

    private final String topic;
    private final SchemaSource schemas;
    private final String schema;
    private final Text<T> key;
    private final Value<T, R> value;
    private final Time<T> time;
    private transient WireFormat<R> format;

    /** The key of a record. */
    interface Text<T> extends Function<T, String>, Serializable {}

    /** The value of a record. */
    interface Value<T, R> extends Function<T, R>, Serializable {}

    /** The timestamp of a record, epoch milliseconds. */
    interface Time<T> extends ToLongFunction<T>, Serializable {}

    @SuppressWarnings("NullAway.Init") // Flink opens a schema before it hands it a record
    TopicRecords(String topic, SchemaSource schemas, String schema, Text<T> key, Value<T, R> value, Time<T> time) {
        this.topic = topic;
        this.schemas = schemas;
        this.schema = schema;
        this.key = key;
        this.value = value;
        this.time = time;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
            throws IOException {
        Schema parsed = new Schema.Parser().parse(schema);
        format = new WireFormat<>(schemas.open().idFor(topic, parsed), parsed);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T element, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(
                topic,
                null,
                Math.max(0, time.applyAsLong(element)),
                key.apply(element).getBytes(StandardCharsets.UTF_8),
                format.write(value.apply(element)));
    }
}
