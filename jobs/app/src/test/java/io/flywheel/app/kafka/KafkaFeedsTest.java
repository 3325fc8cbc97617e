package io.flywheel.app.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.SettingsFile;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.pipeline.Inputs;
import io.flywheel.pipeline.intake.Inbound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the three topics are read. */
class KafkaFeedsTest {

    private static Inputs inputs(Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "kafka.bootstrap-servers", "127.0.0.1:1",
                "kafka.group-id", "wheel",
                "postgres.url", "jdbc:postgresql://127.0.0.1:1/flywheel"));
        settings.putAll(more);
        return KafkaFeeds.inputs(
                JobConfig.of(SettingsFile.of(settings)),
                CatalogueFile.parse("catalogue.yaml", CatalogueFile.builtIn()).attributes());
    }

    private static List<Properties> consumers(Map<String, String> more) {
        Inputs inputs = inputs(more);
        return List.of(
                new Inspected(inputs.clickstream().source()).properties("props"),
                new Inspected(inputs.deals().source()).properties("props"),
                new Inspected(inputs.support().source()).properties("props"));
    }

    /** Also a job that starts with the oldest records must not go back to them later: between lies what nobody has read. */
    @ParameterizedTest
    @ValueSource(strings = {"earliest", "committed"})
    void stopsWhereItsOffsetsAreGone(String startFrom) {
        assertThat(consumers(Map.of("kafka.start-from", startFrom)))
                .allSatisfy(consumer ->
                        assertThat(consumer.getProperty("auto.offset.reset")).isEqualTo("none"));
    }

    @Test
    void readsCommittedRecordsAndLooksForPartitions() {
        assertThat(consumers(Map.of())).allSatisfy(consumer -> {
            assertThat(consumer.getProperty("isolation.level")).isEqualTo("read_committed");
            assertThat(consumer.getProperty("group.id")).isEqualTo("wheel");
            assertThat(consumer.getProperty("partition.discovery.interval.ms")).isEqualTo("300000");
        });
        assertThat(consumers(Map.of("job.name", "eu")))
                .extracting(consumer -> consumer.getProperty("client.id.prefix"))
                .containsExactly("eu-clickstream", "eu-deals", "eu-support");
    }

    private static Inbound deserialized(byte @Nullable [] value, boolean hasHeader) throws Exception {
        KafkaRecordDeserializationSchema<Inbound> deserializer =
                new InboundDeserializer(EventStream.DEALS, new SchemaSource(null), Lateness.DEFAULT, 1 << 20, Set.of());
        deserializer.open(null);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("deals", 3, 41, null, value);
        if (hasHeader) {
            record.headers().add(InboundDeserializer.HEARTBEAT, new byte[0]);
        }
        List<Inbound> out = new ArrayList<>();
        deserializer.deserialize(record, new ListCollector<>(out));
        assertThat(out).hasSize(1);
        return out.get(0);
    }

    @Test
    void takesARecordWithoutAValueForAHeartbeatIfItSaysSo() throws Exception {
        assertThat(deserialized(null, true).isHeartbeat()).isTrue();
        assertThat(deserialized(new byte[0], true).isHeartbeat()).isTrue();
        assertThat(deserialized(new byte[1], true).isHeartbeat()).isFalse();
        assertThat(requireNonNull(deserialized(null, false).refusal()).reason()).isEqualTo(RejectReason.EMPTY_VALUE);
    }

    @Test
    void saysWhereARefusedRecordLies() throws Exception {
        assertThat(deserialized(new byte[1], false).refusal()).isNotNull().satisfies(refusal -> {
            assertThat(refusal.partition()).isEqualTo(3);
            assertThat(refusal.offset()).isEqualTo(41);
        });
    }
}
