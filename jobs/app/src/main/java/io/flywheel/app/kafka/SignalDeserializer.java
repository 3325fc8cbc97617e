package io.flywheel.app.kafka;

import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.decode.SignalDecoder;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.signals.InboundSignal;
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
 * Hands the records of the signal topic to the decoder, and knows heartbeats by their header.
 *
 * <p>Only the momentum job writes this topic. A record that is no signal of ours is left out, counted and named in the log: it says nothing about any customer.
 */
final class SignalDeserializer implements KafkaRecordDeserializationSchema<InboundSignal> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(SignalDeserializer.class);

    private final SchemaSource schemas;
    private transient SignalDecoder decoder;
    private transient Counter unreadable;

    @SuppressWarnings("NullAway.Init") // Flink opens a schema before it hands it a record
    SignalDeserializer(SchemaSource schemas) {
        this.schemas = schemas;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new SignalDecoder(schemas.open());
        unreadable = Metrics.SIGNALS_UNREADABLE.counter(context.getMetricGroup());
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<InboundSignal> out) throws IOException {
        byte[] value = record.value();
        if ((value == null || value.length == 0)
                && record.headers().lastHeader(InboundDeserializer.HEARTBEAT) != null) {
            out.collect(new InboundSignal(record.timestamp(), null, SignalClockHeader.read(record.headers())));
            return;
        }
        Optional<Signal> signal = decoder.decode(value);
        if (signal.isPresent()) {
            out.collect(new InboundSignal(record.timestamp(), signal.get(), SignalClockHeader.read(record.headers())));
        } else {
            unreadable.inc();
            LOG.warn(
                    "Left out the record at offset {} of {}-{}: it is no signal of the contract. See who else writes to this topic.",
                    record.offset(),
                    record.topic(),
                    record.partition());
        }
    }

    @Override
    public TypeInformation<InboundSignal> getProducedType() {
        return TypeInformation.of(InboundSignal.class);
    }
}
