package io.flywheel.local.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.app.decode.BundledSchemas;
import io.flywheel.app.decode.EventDecoder;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.SignalListener;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two ways to the same numbers, without Kafka, Flink or PostgreSQL between: what disagrees here is a rule read differently. */
class OracleAgreementTest {

    private static final SignalCatalogue CATALOGUE = CatalogueFile.parse("built in", CatalogueFile.builtIn());
    private static final CustomerRules RULES = new CustomerRules(CATALOGUE, DetectorSettings.DEFAULT);
    private static final RiskModel MODEL = heavier(RiskModelFile.parse("built in", RiskModelFile.builtIn()));
    private static final Instant START = Instant.parse("2024-05-10T12:00:00Z");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void inventedCustomersComeOutTheSame(long seed) throws IOException {
        // slow and few, so that weeks pass between the events of a customer
        Iterator<RecordedEvent> events = Scenario.demo(seed, START)
                .withCustomers(80)
                .withEventsPerSecond(0.001)
                .withDuration(Duration.ofDays(60))
                .events();
        List<RecordedEvent> recorded = new ArrayList<>();
        events.forEachRemaining(recorded::add);
        assertThat(recorded).hasSizeGreaterThan(4_000);
        assertAgreement(recorded, START.plus(Duration.ofDays(60)).toEpochMilli());
        assertAgreement(recorded, START.plus(Duration.ofDays(200)).toEpochMilli());
    }

    @Test
    void oneBusyHourComesOutTheSame() throws IOException {
        List<RecordedEvent> recorded = new ArrayList<>();
        Scenario.demo(7, START)
                .withCustomers(50)
                .withEventsPerSecond(3)
                .withDuration(Duration.ofHours(1))
                .events()
                .forEachRemaining(recorded::add);
        assertAgreement(recorded, START.plus(Duration.ofHours(1)).toEpochMilli());
    }

    private void assertAgreement(List<RecordedEvent> recorded, long watermark) throws IOException {
        Oracle oracle = new Oracle(CATALOGUE, MODEL, event -> {});
        recorded.forEach(event -> oracle.take(PlainEvent.of(event)));
        ExpectedTables expected = oracle.tables(watermark);
        Map<String, List<Map<String, Object>>> ofCustomers = new HashMap<>(expected.rows());
        ofCustomers.remove("data_quality_window");
        fold(recorded, watermark).write(directory);
        assertThat(RowComparison.of(new ExpectedTables(ofCustomers, expected.tally()), directory)
                        .differences())
                .isEmpty();
        assertThat(expected.table("customer")).hasSizeGreaterThan(20);
    }

    /** Every factor weighed, and so that levels change within the weeks of the test. */
    private static RiskModel heavier(RiskModel model) {
        return model.refitted(
                "heavier",
                "nothing",
                -0.5,
                Arrays.stream(RiskFactor.values())
                        .map(factor -> new RiskModel.Weight(
                                factor, factor.direction() == RiskFactor.Direction.LOWERS ? -0.2 : 0.2, 1))
                        .toList());
    }

    private static MeterDump fold(List<RecordedEvent> recorded, long watermark) throws IOException {
        Map<EventStream, EventDecoder> decoders = new HashMap<>();
        Map<EventStream, WireFormat<SpecificRecord>> formats = new HashMap<>();
        BundledSchemas schemas = new BundledSchemas();
        TreeMap<String, CustomerState> states = new TreeMap<>();
        for (RecordedEvent event : recorded) {
            EventStream stream = EventStream.valueOf(event.stream().name());
            byte[] value = formats.computeIfAbsent(
                            stream,
                            one -> new WireFormat<>(
                                    schemas.idFor(one.word(), event.stream().schema()),
                                    event.stream().schema()))
                    .write(event.payload());
            Activity activity = decoders.computeIfAbsent(
                            stream,
                            one -> new EventDecoder(one, schemas, Lateness.DEFAULT, 1_000_000, CATALOGUE.attributes()))
                    .decode(value, event.arrivedAtMillis(), 0, 0)
                    .activity();
            if (activity != null) {
                states.computeIfAbsent(activity.customerId(), unused -> new CustomerState())
                        .fold(activity, RULES, SignalListener.NONE);
            }
        }
        CustomerMeter meter = new CustomerMeter(CATALOGUE, MODEL);
        MeterDump dump = new MeterDump();
        states.forEach((customerId, state) ->
                dump.add(meter.measure(customerId, state.with(state.find(watermark, RULES), CATALOGUE), watermark)));
        return dump;
    }
}
