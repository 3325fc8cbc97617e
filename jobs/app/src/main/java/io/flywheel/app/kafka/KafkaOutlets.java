package io.flywheel.app.kafka;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.encode.CustomerRecords;
import io.flywheel.app.encode.DeadLetters;
import io.flywheel.app.encode.HotspotRecords;
import io.flywheel.app.encode.SignalRecords;
import io.flywheel.app.encode.WindowRecords;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.control.ControlOutcome;
import io.flywheel.pipeline.relay.Stamped;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import io.flywheel.schema.CustomerMomentum;
import io.flywheel.schema.DeadLetter;
import io.flywheel.schema.HotspotReading;
import io.flywheel.schema.WindowResult;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The topics that the jobs write.
 *
 * <p>At least once by default, with keys and ids that follow from the input, so that a reader can tell a repetition; exactly once by option.
 *
 * <p><b>Source:</b> docs/decisions/0010-kafka-out-at-least-once.md.
 */
public final class KafkaOutlets {

    /** Room beside the value for key, headers and a dead letter's own fields. */
    private static final int AROUND_A_VALUE = 1 << 16;

    private final JobConfig config;
    private final TopicNames topics;
    private final SchemaSource schemas;

    public KafkaOutlets(JobConfig config) {
        this.config = config;
        this.topics = TopicNames.of(config);
        this.schemas = new SchemaSource(config.get(JobOptions.REGISTRY_URL).orElse(null));
    }

    public Sink<Stamped<Signal>> signals() {
        return relay(
                "signals",
                topics.signals(),
                io.flywheel.schema.Signal.getClassSchema(),
                Signal::customerId,
                SignalRecords::of,
                Signal::occurredAtMillis);
    }

    public Sink<Stamped<CustomerUpdate>> customers() {
        return relay(
                "customers",
                topics.customers(),
                CustomerMomentum.getClassSchema(),
                update -> update.profile().customerId(),
                CustomerRecords::of,
                update -> update.momentum().asOfMillis());
    }

    public Sink<Stamped<CellRow>> windows() {
        return relay(
                "windows",
                topics.windows(),
                WindowResult.getClassSchema(),
                CellRow::series,
                WindowRecords::of,
                row -> WindowCells.window(row.cell()).startMillis());
    }

    public Sink<Stamped<SpotReading>> hotspots() {
        return relay(
                "hotspots",
                topics.hotspots(),
                HotspotReading.getClassSchema(),
                SpotReading::spot,
                HotspotRecords::of,
                SpotReading::startMillis);
    }

    private <T, R extends SpecificRecord> Sink<Stamped<T>> relay(
            String name,
            String topic,
            Schema schema,
            TopicRecords.Text<T> key,
            TopicRecords.Value<T, R> value,
            TopicRecords.Time<T> time) {
        return sink(
                name,
                new RelayRecords<>(topic, new TopicRecords<>(topic, schemas, schema.toString(), key, value, time)));
    }

    public Sink<Refusal> deadLetters() {
        TopicNames names = topics;
        return sink(
                "dead-letters",
                new TopicRecords<>(
                        topics.deadLetters(),
                        schemas,
                        DeadLetter.getClassSchema().toString(),
                        refusal -> DeadLetters.key(refusal, names.of(refusal.stream())),
                        refusal -> DeadLetters.of(refusal, names.of(refusal.stream())),
                        Refusal::arrivedAtMillis));
    }

    public Sink<LateRecord> late() {
        return sink("late", new LateRecords(topics));
    }

    public Sink<AlertTransition> alerts() {
        return sink(
                "alerts",
                new AlertTopicRecords(
                        topics.alerts(), config.value(JobOptions.ALERTS_MODE) == JobOptions.AlertsMode.SUPPRESS));
    }

    public Sink<ControlOutcome> controlErrors() {
        return sink("control-errors", new ControlErrorRecords(topics.controlErrors(), topics.control()));
    }

    private <T> Sink<T> sink(String name, KafkaRecordSerializationSchema<T> records) {
        KafkaSinkBuilder<T> builder = KafkaSink.<T>builder()
                .setBootstrapServers(config.value(JobOptions.BOOTSTRAP_SERVERS))
                .setRecordSerializer(records)
                .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .setProperty(ProducerConfig.LINGER_MS_CONFIG, "20")
                .setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")
                // a record that was small enough to be read must be small enough to be passed on
                .setProperty(
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Integer.toString(config.value(JobOptions.MAX_RECORD_BYTES) + AROUND_A_VALUE))
                .setProperty("register.producer.metrics", "false");
        KafkaSecurity.of(config).forEach(builder::setProperty);
        if (config.value(JobOptions.DELIVERY) == JobOptions.Delivery.EXACTLY_ONCE) {
            String timeout =
                    Long.toString(config.value(JobOptions.TRANSACTION_TIMEOUT).toMillis());
            return builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionalIdPrefix(config.value(JobOptions.JOB_NAME) + "." + name + ".")
                    .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout)
                    .build();
        }
        return builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
    }
}
