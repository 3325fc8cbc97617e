package io.flywheel.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.SettingsFile;
import io.flywheel.app.decode.BundledSchemas;
import io.flywheel.app.encode.CustomerRecords;
import io.flywheel.app.encode.DeadLetters;
import io.flywheel.app.encode.OutgoingRecords;
import io.flywheel.app.encode.SignalRecords;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.pipeline.relay.SenderClock;
import io.flywheel.pipeline.relay.Stamped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the four topics promise, and what lies in them under which key. */
class KafkaOutletsTest {

    private static JobConfig config(Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "kafka.bootstrap-servers", "127.0.0.1:1",
                "postgres.url", "jdbc:postgresql://127.0.0.1:1/flywheel"));
        settings.putAll(more);
        return JobConfig.of(SettingsFile.of(settings));
    }

    private static List<Inspected> outlets(Map<String, String> more) {
        KafkaOutlets outlets = new KafkaOutlets(config(more));
        return List.of(
                new Inspected(outlets.signals()),
                new Inspected(outlets.customers()),
                new Inspected(outlets.windows()),
                new Inspected(outlets.hotspots()),
                new Inspected(outlets.late()),
                new Inspected(outlets.deadLetters()));
    }

    private static List<String> prefixes(String job) {
        return outlets(Map.of("kafka.delivery", "exactly_once", "job.name", job)).stream()
                .map(outlet -> outlet.text("transactionalIdPrefix"))
                .toList();
    }

    @Test
    void deliversAtLeastOnceUnlessToldOtherwise() {
        assertThat(outlets(Map.of())).allSatisfy(outlet -> {
            assertThat(outlet.text("deliveryGuarantee")).isEqualTo("at-least-once");
            Properties producer = outlet.properties("kafkaProducerConfig");
            assertThat(producer.getProperty("enable.idempotence")).isEqualTo("true");
            assertThat(producer.getProperty("compression.type")).isEqualTo("lz4");
            assertThat(producer.getProperty("bootstrap.servers")).isEqualTo("127.0.0.1:1");
        });
    }

    @Test
    void deliversExactlyOnceByOption() {
        assertThat(outlets(Map.of("kafka.delivery", "exactly_once", "kafka.transaction-timeout", "11 min")))
                .allSatisfy(outlet -> {
                    assertThat(outlet.text("deliveryGuarantee")).isEqualTo("exactly-once");
                    assertThat(outlet.text("transactionNamingStrategy")).isEqualTo("INCREMENTING");
                    assertThat(outlet.properties("kafkaProducerConfig").getProperty("transaction.timeout.ms"))
                            .isEqualTo("660000");
                });
    }

    /** Kafka ends the transactions of whoever had a name before, and the connector looks for its own by the beginning of their names. */
    @Test
    void namesTransactionsSoThatNoneIsTakenForAnother() {
        List<String> names = List.of("flywheel", "flywheel-momentum", "flywheel-momentum-2", "signals");
        List<String> prefixes =
                names.stream().flatMap(name -> prefixes(name).stream()).toList();
        assertThat(prefixes).hasSize(24).doesNotHaveDuplicates().allMatch(prefix -> prefix.endsWith("."));
        assertThat(prefixes)
                .allSatisfy(one -> assertThat(prefixes)
                        .filteredOn(other -> !other.equals(one))
                        .noneMatch(other -> other.startsWith(one)));
        assertThat(prefixes("eu"))
                .containsExactly(
                        "eu.signals.", "eu.customers.", "eu.windows.", "eu.hotspots.", "eu.late.", "eu.dead-letters.");
    }

    @Test
    void writesSignalsByCustomer() throws Exception {
        Signal signal = OutgoingRecords.signal(Side.PUSH, SignalKind.IMPULSE);
        Stamped<Signal> outbound = new Stamped<>(signal, -1, new SenderClock(1, 3, 12_345));
        ProducerRecord<byte[], byte[]> record = serialized(new KafkaOutlets(config(Map.of())).signals(), outbound);
        assertThat(record.topic()).isEqualTo("flywheel.signals.v1");
        assertThat(text(record.key())).isEqualTo("the customer");
        assertThat(record.timestamp()).isEqualTo(OutgoingRecords.OCCURRED);
        assertThat(record.value()).isEqualTo(bytes(SignalRecords.of(signal)));
        assertThat(SenderClockHeader.read(record.headers())).isEqualTo(new SenderClock(1, 3, 12_345));
    }

    @Test
    void writesCustomersByCustomer() throws Exception {
        CustomerUpdate update = OutgoingRecords.update(null);
        ProducerRecord<byte[], byte[]> record = serialized(
                new KafkaOutlets(config(Map.of("kafka.topics.prefix", "eu."))).customers(),
                new Stamped<>(update, -1, new SenderClock(0, 1, 5)));
        assertThat(record.topic()).isEqualTo("eu.customer.v1");
        assertThat(text(record.key())).isEqualTo("the customer");
        assertThat(record.timestamp()).isEqualTo(OutgoingRecords.OCCURRED);
        assertThat(record.value()).isEqualTo(bytes(CustomerRecords.of(update)));
    }

    @Test
    void writesDeadLettersByTheirOrigin() throws Exception {
        Refusal refusal = OutgoingRecords.refusal();
        ProducerRecord<byte[], byte[]> record =
                serialized(new KafkaOutlets(config(Map.of("kafka.topics.deals", "crm"))).deadLetters(), refusal);
        assertThat(record.topic()).isEqualTo("flywheel.dlq.v1");
        assertThat(text(record.key())).isEqualTo("crm|3|41");
        assertThat(record.timestamp()).isEqualTo(OutgoingRecords.ARRIVED);
        assertThat(record.value()).isEqualTo(bytes(DeadLetters.of(refusal, "crm")));
    }

    /** Kafka refuses a negative timestamp, and a record refused for its time must not stop the sink. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1})
    void writesDeadLettersOfAnyArrival(long arrivedAtMillis) throws Exception {
        Refusal refusal = new Refusal(
                EventStream.SUPPORT,
                RejectReason.TIMESTAMP_OUT_OF_RANGE,
                "detail",
                0,
                0,
                arrivedAtMillis,
                new byte[0],
                0,
                "");
        assertThat(serialized(new KafkaOutlets(config(Map.of())).deadLetters(), refusal)
                        .timestamp())
                .isZero();
    }

    @Test
    void passesLateRecordsOnByteForByte() throws Exception {
        byte[] value = {0, 0, 0, 0, 2, 1, 2, 3};
        LateRecord late = new LateRecord(EventStream.DEALS, "the customer", 3, 41, OutgoingRecords.ARRIVED, value);
        ProducerRecord<byte[], byte[]> record =
                serialized(new KafkaOutlets(config(Map.of("kafka.topics.deals", "crm"))).late(), late);
        assertThat(record.topic()).isEqualTo("flywheel.late.v1");
        assertThat(text(record.key())).isEqualTo("the customer");
        assertThat(record.timestamp()).isEqualTo(OutgoingRecords.ARRIVED);
        assertThat(record.value()).isEqualTo(value);
        assertThat(record.headers().toArray()).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("flywheel-origin");
            assertThat(text(header.value())).isEqualTo("crm|3|41");
        });
    }

    @Test
    void namesTheTopicsOfADeployment() {
        TopicNames names = TopicNames.of(config(Map.of("kafka.topics.prefix", "", "kafka.topics.support", "desk")));
        assertThat(names.inputs()).containsExactly("clickstream", "deals", "desk");
        assertThat(List.of(EventStream.values())).extracting(names::of).isEqualTo(names.inputs());
        assertThat(List.of(
                        names.signals(),
                        names.customers(),
                        names.windows(),
                        names.hotspots(),
                        names.late(),
                        names.deadLetters()))
                .containsExactly("signals.v1", "customer.v1", "windows.v1", "hotspots.v1", "late.v1", "dlq.v1");
    }

    private static <T> ProducerRecord<byte[], byte[]> serialized(Sink<T> sink, T element) throws Exception {
        return new Inspected(sink).serialized(element);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(SpecificRecord record) {
        int id = new BundledSchemas().idFor("any", record.getSchema());
        return new WireFormat<>(id, record.getSchema()).write(record);
    }
}
