package io.flywheel.app.kafka;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.decode.ContentDecoder;
import io.flywheel.app.decode.CustomerDecoder;
import io.flywheel.app.decode.HotspotDecoder;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.decode.SignalDecoder;
import io.flywheel.app.decode.WindowDecoder;
import io.flywheel.app.encode.CustomerRecords;
import io.flywheel.app.encode.WindowRecords;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.AlertFeeds;
import io.flywheel.pipeline.Feed;
import io.flywheel.pipeline.Inputs;
import io.flywheel.pipeline.RelayFeed;
import io.flywheel.pipeline.control.ControlArrival;
import io.flywheel.pipeline.intake.ArrivalClock;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.relay.Arrived;
import io.flywheel.pipeline.relay.SendersClock;
import io.flywheel.schema.CustomerMomentum;
import io.flywheel.schema.WindowResult;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The streams as they lie in Kafka: three of events, those between the jobs, and what people decide.
 *
 * <p>Records of aborted transactions are not read, new partitions are looked for every five minutes, and a job that finds its offsets gone stops instead of skipping.
 *
 * <p><b>Source:</b> docs/decisions/0005-arrival-time-and-lateness.md.
 */
public final class KafkaFeeds {

    private static final String DISCOVERY_MILLIS = "300000";

    private KafkaFeeds() {}

    /** The streams of events, of whose attributes only those named are kept. */
    public static Inputs inputs(JobConfig config, Set<String> attributes) {
        return new Inputs(
                feed(config, attributes, EventStream.CLICKSTREAM),
                feed(config, attributes, EventStream.DEALS),
                feed(config, attributes, EventStream.SUPPORT));
    }

    private static Feed feed(JobConfig config, Set<String> attributes, EventStream stream) {
        InboundDeserializer deserializer = new InboundDeserializer(
                stream,
                new SchemaSource(config.get(JobOptions.REGISTRY_URL).orElse(null)),
                config.lateness(),
                config.value(JobOptions.MAX_RECORD_BYTES),
                new HashSet<>(attributes));
        return new Feed(
                source(config, TopicNames.of(config).of(stream), stream.word(), deserializer),
                ArrivalClock.strategy(config.value(JobOptions.WATERMARK_BOUND), config.value(JobOptions.IDLE_AFTER)));
    }

    /** The signal topic, for a job that goes on from there. */
    public static RelayFeed<Signal> signals(JobConfig config) {
        return relayed(
                config,
                TopicNames.of(config).signals(),
                "signals",
                SignalDecoder::new,
                Arrived.SIGNALS,
                Metrics.SIGNALS_UNREADABLE);
    }

    /** The topics that alerts are made of. */
    public static AlertFeeds alerts(JobConfig config) {
        TopicNames names = TopicNames.of(config);
        return new AlertFeeds(
                relayed(
                        config,
                        names.customers(),
                        "customers",
                        CustomerDecoder::new,
                        Arrived.CUSTOMERS,
                        Metrics.RELAYED_UNREADABLE),
                relayed(
                        config,
                        names.windows(),
                        "windows",
                        WindowDecoder::new,
                        Arrived.WINDOWS,
                        Metrics.RELAYED_UNREADABLE),
                relayed(
                        config,
                        names.hotspots(),
                        "hotspots",
                        HotspotDecoder::new,
                        Arrived.HOTSPOTS,
                        Metrics.RELAYED_UNREADABLE),
                new AvroHeldForm<>(CustomerMomentum.getClassSchema(), CustomerRecords::of, CustomerDecoder::new),
                new AvroHeldForm<>(WindowResult.getClassSchema(), WindowRecords::of, WindowDecoder::new));
    }

    private static <T> RelayFeed<T> relayed(
            JobConfig config,
            String topic,
            String name,
            ContentDecoder.Opening<T> opening,
            TypeInformation<Arrived<T>> type,
            Metrics unreadable) {
        RelayDeserializer<T> deserializer = new RelayDeserializer<>(
                new SchemaSource(config.get(JobOptions.REGISTRY_URL).orElse(null)), opening, type, unreadable);
        return new RelayFeed<>(
                source(config, topic, name, deserializer),
                SendersClock.strategy(config.value(JobOptions.WATERMARK_BOUND), config.value(JobOptions.IDLE_AFTER)));
    }

    /** The control topic, always from its beginning: who judges it must know all versions. */
    public static KafkaSource<ControlArrival> control(JobConfig config) {
        return source(
                config, TopicNames.of(config).control(), "control", new EarliestOffsets(), new ControlDeserializer());
    }

    private static <T> KafkaSource<T> source(
            JobConfig config, String topic, String name, KafkaRecordDeserializationSchema<T> deserializer) {
        return source(config, topic, name, startingOffsets(config.value(JobOptions.START_FROM)), deserializer);
    }

    private static <T> KafkaSource<T> source(
            JobConfig config,
            String topic,
            String name,
            OffsetsInitializer start,
            KafkaRecordDeserializationSchema<T> deserializer) {
        KafkaSourceBuilder<T> builder = KafkaSource.<T>builder()
                .setBootstrapServers(config.value(JobOptions.BOOTSTRAP_SERVERS))
                .setTopics(topic)
                .setGroupId(config.value(JobOptions.GROUP_ID))
                .setClientIdPrefix(config.value(JobOptions.JOB_NAME) + "-" + name)
                .setStartingOffsets(start)
                .setDeserializer(deserializer)
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty("partition.discovery.interval.ms", DISCOVERY_MILLIS)
                .setProperty("register.consumer.metrics", "false");
        KafkaSecurity.of(config).forEach(builder::setProperty);
        return builder.build();
    }

    private static OffsetsInitializer startingOffsets(JobOptions.StartFrom startFrom) {
        return switch (startFrom) {
            case EARLIEST -> new EarliestOffsets();
            case COMMITTED -> OffsetsInitializer.committedOffsets();
        };
    }
}
