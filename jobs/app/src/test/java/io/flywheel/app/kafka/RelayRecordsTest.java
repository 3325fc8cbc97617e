package io.flywheel.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.SettingsFile;
import io.flywheel.app.decode.CustomerDecoder;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.encode.CustomerRecords;
import io.flywheel.app.encode.RelayedContents;
import io.flywheel.app.encode.WindowRecords;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.AlertFeeds;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.relay.Arrived;
import io.flywheel.pipeline.relay.SenderClock;
import io.flywheel.pipeline.relay.Stamped;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.schema.CustomerMomentum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written to the topics between the jobs, and what becomes of it where it is read. */
class RelayRecordsTest {

    private static final SenderClock CLOCK = new SenderClock(1, 3, 12_345);

    @Test
    void writesWindowsBySeriesAndHotspotsByPlace() throws Exception {
        KafkaOutlets outlets = new KafkaOutlets(config());
        CellRow row = RelayedContents.windows().get(0);
        ProducerRecord<byte[], byte[]> window =
                new Inspected(outlets.windows()).serialized(new Stamped<>(row, -1, CLOCK));
        assertThat(window.topic()).isEqualTo("flywheel.windows.v1");
        assertThat(text(window.key())).isEqualTo(row.series());
        assertThat(SenderClockHeader.read(window.headers())).isEqualTo(CLOCK);
        SpotReading reading = RelayedContents.hotspots().get(0);
        ProducerRecord<byte[], byte[]> hotspot =
                new Inspected(outlets.hotspots()).serialized(new Stamped<>(reading, -1, CLOCK));
        assertThat(hotspot.topic()).isEqualTo("flywheel.hotspots.v1");
        assertThat(text(hotspot.key())).isEqualTo("page:/pricing");
        assertThat(hotspot.timestamp()).isEqualTo(RelayedContents.DAY_END);
    }

    /** A compacted topic refuses a record without a key, and must keep the newest time of each sender. */
    @Test
    void aHeartbeatHasTheKeyOfItsSenderAndNoValue() throws Exception {
        RelayRecords<CustomerUpdate, CustomerMomentum> records = new RelayRecords<>(
                "customers",
                new TopicRecords<>(
                        "customers",
                        new SchemaSource(null),
                        CustomerMomentum.getClassSchema().toString(),
                        update -> update.profile().customerId(),
                        CustomerRecords::of,
                        update -> update.momentum().asOfMillis()));
        KafkaSinkContext context = new TwoPartitions();
        ProducerRecord<byte[], byte[]> heartbeat = records.serialize(new Stamped<>(null, 1, CLOCK), context, null);
        assertThat(heartbeat).isNotNull().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(1);
            assertThat(record.value()).isNull();
            assertThat(text(record.key())).isEqualTo("flywheel-clock-1");
            assertThat(SenderClockHeader.read(record.headers())).isEqualTo(CLOCK);
        });
        assertThat(records.serialize(new Stamped<>(null, 2, CLOCK), context, null))
                .as("there is no third partition")
                .isNull();
    }

    @Test
    void tellsHeartbeatsCustomersErasuresAndWhatIsNoneOfThemApart() throws Exception {
        Counted metrics = new Counted();
        RelayDeserializer<CustomerUpdate> deserializer = new RelayDeserializer<>(
                new SchemaSource(null), CustomerDecoder::new, Arrived.CUSTOMERS, Metrics.RELAYED_UNREADABLE);
        deserializer.open(metrics);
        List<Arrived<CustomerUpdate>> out = new ArrayList<>();

        ConsumerRecord<byte[], byte[]> heartbeat = record(null);
        heartbeat.headers().add(InboundDeserializer.HEARTBEAT, new byte[0]);
        SenderClockHeader.write(CLOCK, heartbeat.headers());
        deserializer.deserialize(heartbeat, new ListCollector<>(out));
        assertThat(out).singleElement().satisfies(arrived -> {
            assertThat(arrived.isHeartbeat()).isTrue();
            assertThat(arrived.clock()).isEqualTo(CLOCK);
        });
        out.clear();

        CustomerUpdate update = RelayedContents.customer();
        byte[] value = new Inspected(new KafkaOutlets(config()).customers())
                .serialized(new Stamped<>(update, -1, CLOCK))
                .value();
        ConsumerRecord<byte[], byte[]> told = record(value);
        SenderClockHeader.write(CLOCK, told.headers());
        deserializer.deserialize(told, new ListCollector<>(out));
        assertThat(out).singleElement().satisfies(arrived -> {
            assertThat(arrived.present()).isEqualTo(update);
            assertThat(arrived.clock()).isEqualTo(CLOCK);
        });
        out.clear();

        deserializer.deserialize(record(null), new ListCollector<>(out));
        assertThat(out).isEmpty();
        assertThat(metrics.unreadable.getCount()).as("an erasure is no fault").isZero();

        deserializer.deserialize(record(new byte[] {0, 0, 0, 0, 8, 1}), new ListCollector<>(out));
        deserializer.deserialize(record(new byte[0]), new ListCollector<>(out));
        assertThat(out).isEmpty();
        assertThat(metrics.unreadable.getCount()).isEqualTo(2);
    }

    @Test
    void whatWaitsIsKeptAsItsTopicHasIt() {
        AlertFeeds feeds = KafkaFeeds.alerts(config());
        CustomerUpdate update = RelayedContents.customer();
        assertThat(feeds.heldCustomers().unpack(feeds.heldCustomers().pack(update)))
                .isEqualTo(update);
        CellRow row = RelayedContents.windows().get(3);
        assertThat(feeds.heldWindows().unpack(feeds.heldWindows().pack(row)))
                .usingRecursiveComparison()
                .isEqualTo(row);
        assertThat(WindowRecords.of(row).getRevision()).isEqualTo(row.revision());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
        return new ConsumerRecord<>("customers", 0, 7, "the customer".getBytes(StandardCharsets.UTF_8), value);
    }

    private static JobConfig config() {
        return JobConfig.of(SettingsFile.of(Map.of(
                "kafka.bootstrap-servers", "127.0.0.1:1", "postgres.url", "jdbc:postgresql://127.0.0.1:1/flywheel")));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class TwoPartitions implements KafkaSinkContext {
        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            return new int[] {0, 1};
        }
    }

    /** Keeps the counter that the deserializer asks for. */
    private static final class Counted extends UnregisteredMetricsGroup
            implements DeserializationSchema.InitializationContext {
        private final SimpleCounter unreadable = new SimpleCounter();

        @Override
        public MetricGroup getMetricGroup() {
            return this;
        }

        @Override
        public MetricGroup addGroup(String name) {
            return this;
        }

        @Override
        public Counter counter(String name) {
            assertThat(name).isEqualTo("relayed_unreadable_total");
            return unreadable;
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
        }
    }
}
