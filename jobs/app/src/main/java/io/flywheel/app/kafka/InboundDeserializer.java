package io.flywheel.app.kafka;

import io.flywheel.app.decode.EventDecoder;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.pipeline.intake.Inbound;
import java.io.IOException;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands the records of a topic to the decoder, and knows heartbeats by their header.
 *
 * <p>A heartbeat is a record without a value that bears the header {@link #HEARTBEAT}. Its timestamp moves the clock of its partition and it has no other effect: a producer of a quiet topic
 * sends one now and then, so that the topic does not hold the others up.
 */
final class InboundDeserializer implements KafkaRecordDeserializationSchema<Inbound> {

    /** Header that tells a heartbeat from an empty record. */
    static final String HEARTBEAT = "flywheel-heartbeat";

    private static final long serialVersionUID = 1;

    private final EventStream stream;
    private final SchemaSource schemas;
    private final Lateness lateness;
    private final int greatestSize;
    private final Set<String> keptAttributes;
    private transient EventDecoder decoder;

    @SuppressWarnings("NullAway.Init") // Flink opens a schema before it hands it a record
    InboundDeserializer(
            EventStream stream, SchemaSource schemas, Lateness lateness, int greatestSize, Set<String> keptAttributes) {
        this.stream = stream;
        this.schemas = schemas;
        this.lateness = lateness;
        this.greatestSize = greatestSize;
        this.keptAttributes = keptAttributes;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new EventDecoder(stream, schemas.open(), lateness, greatestSize, keptAttributes);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Inbound> out) throws IOException {
        byte[] value = record.value();
        boolean isEmpty = value == null || value.length == 0;
        if (isEmpty && record.headers().lastHeader(HEARTBEAT) != null) {
            out.collect(Inbound.heartbeat(stream, record.timestamp()));
        } else {
            out.collect(decoder.decode(value, record.timestamp(), record.partition(), record.offset()));
        }
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
        return TypeInformation.of(Inbound.class);
    }
}
