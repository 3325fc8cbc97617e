package io.flywheel.app.kafka;

import io.flywheel.app.decode.ContentDecoder;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.relay.Arrived;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the records of a topic between the jobs to its decoder, and knows heartbeats by their header.
 *
 * <p>Only one job of ours writes such a topic. A record that is none of its is left out, counted and named in the log: it says nothing about anything. One without a value that is no heartbeat tells the compaction that a
 * customer was erased, and nothing to the jobs.
 */
final class RelayDeserializer<T> implements KafkaRecordDeserializationSchema<Arrived<T>> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(RelayDeserializer.class);

    private final SchemaSource schemas;
    private final ContentDecoder.Opening<T> opening;
    private final TypeInformation<Arrived<T>> type;
    private final Metrics metric;
    private transient ContentDecoder<T> decoder;
    private transient Counter unreadable;

    @SuppressWarnings("NullAway.Init") // Flink opens a schema before it hands it a record
    RelayDeserializer(
            SchemaSource schemas, ContentDecoder.Opening<T> opening, TypeInformation<Arrived<T>> type, Metrics metric) {
        this.schemas = schemas;
        this.opening = opening;
        this.type = type;
        this.metric = metric;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = opening.open(schemas.open());
        unreadable = metric.counter(context.getMetricGroup());
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrived<T>> out) throws IOException {
        byte[] value = record.value();
        boolean isEmpty = value == null || value.length == 0;
        if (isEmpty && record.headers().lastHeader(InboundDeserializer.HEARTBEAT) != null) {
            out.collect(new Arrived<>(record.timestamp(), null, SenderClockHeader.read(record.headers())));
            return;
        }
        if (value == null && record.key() != null) {
            return;
        }
        Optional<T> content = decoder.decode(value);
        if (content.isPresent()) {
            out.collect(new Arrived<>(record.timestamp(), content.get(), SenderClockHeader.read(record.headers())));
        } else {
            unreadable.inc();
            LOG.warn(
                    "Left out the record at offset {} of {}-{}: it is none of the contract. See who else writes to this topic, or whether an older release wrote it.",
                    record.offset(),
                    record.topic(),
                    record.partition());
        }
    }

    @Override
    public TypeInformation<Arrived<T>> getProducedType() {
        return type;
    }
}
