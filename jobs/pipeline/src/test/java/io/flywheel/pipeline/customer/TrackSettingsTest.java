package io.flywheel.pipeline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.rehearsal.Sent;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import io.flywheel.pipeline.rehearsal.SmallRiskModel;
import io.flywheel.pipeline.rehearsal.SmallSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The customer stop while people decide: what is heard counts from its event time on, a restored stop knows it from the topic, and a new model reaches those who are silent. */
class TrackSettingsTest {

    private static final long DAY = 86_400_000L;
    private static final long START = 1_700_000_000_000L;
    private static final ControlRecord WEIGHTS =
            new ControlRecord(ControlKind.CATALOGUE, "catalogue", 9, START + DAY, null, "ann", "");
    private static final ControlRecord MODEL =
            new ControlRecord(ControlKind.MODEL, "model", 1, START + 10 * DAY, null, "ann", "");

    @Test
    void whatHappensFromAMomentOnIsWeighedByWhatIsInForceThen() throws Exception {
        try (var flink = open(List.of(), null)) {
            flink.processElement2(new StreamRecord<>(WEIGHTS));
            send(flink, "c1", "after", START + DAY);
            send(flink, "c1", "before", START + DAY - 1);

            assertThat(signals(flink))
                    .extracting(signal -> signal.eventId() + " " + signal.catalogueVersion())
                    .containsExactly(
                            "after 9", "before " + SmallCatalogue.load().version());
        }
    }

    @Test
    void whatIsAcceptedCountsAfterARestoreThoughNobodySaysItAgain() throws Exception {
        OperatorSubtaskState kept;
        try (var flink = open(List.of(), null)) {
            flink.processElement2(new StreamRecord<>(WEIGHTS));
            send(flink, "c1", "first", START + DAY);
            flink.prepareSnapshotPreBarrier(1);
            kept = flink.snapshot(1, 1);
        }
        try (var flink = open(List.of(WEIGHTS), kept)) {
            send(flink, "c1", "second", START + 2 * DAY);

            assertThat(signals(flink)).extracting(Signal::catalogueVersion).containsExactly(9);
        }
    }

    @Test
    void aNewModelReachesThoseWhoAreSilentWhenItsTimeComes() throws Exception {
        try (var flink = open(List.of(), null)) {
            send(flink, "c1", "only", START);
            watermark(flink, START + DAY);
            flink.processElement2(new StreamRecord<>(MODEL));
            watermark(flink, START + 9 * DAY);
            assertThat(rows(flink)).isNotEmpty().allMatch(row -> !isOther(row));

            watermark(flink, START + 10 * DAY + 1);

            assertThat(rows(flink)).as("woken by the model alone").hasSize(1).allMatch(TrackSettingsTest::isOther);
        }
    }

    @Test
    void decisionsHaveNoPartInTime() throws Exception {
        try (var flink = open(List.of(), null)) {
            send(flink, "c1", "only", START);
            flink.processWatermark2(Watermark.MAX_WATERMARK);
            watermark(flink, START + DAY);

            assertThat(flink.getOutput()).contains(new Watermark(START + DAY)).doesNotContain(Watermark.MAX_WATERMARK);
        }
    }

    private static boolean isOther(CustomerUpdate row) {
        return row.churn().risk().modelVersion().equals("other");
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Activity, ControlRecord, CustomerOutput> open(
            List<ControlRecord> accepted, @Nullable OperatorSubtaskState kept) throws Exception {
        MomentumRules rules = new MomentumRules(
                SmallCatalogue::load, () -> DetectorSettings.DEFAULT, SmallRiskModel::load, new Decided(accepted));
        var flink = new KeyedTwoInputStreamOperatorTestHarness<String, Activity, ControlRecord, CustomerOutput>(
                new TrackCustomers(rules, TrackingHarness.settings(100, 50)),
                Activity::customerId,
                null,
                Types.STRING,
                TrackingHarness.KEY_GROUPS,
                1,
                0);
        flink.setup();
        if (kept != null) {
            flink.initializeState(kept);
        }
        flink.open();
        return flink;
    }

    private static void send(
            KeyedTwoInputStreamOperatorTestHarness<String, Activity, ControlRecord, CustomerOutput> flink,
            String customer,
            String event,
            long at)
            throws Exception {
        Activity activity = Activity.builder()
                .customerId(customer)
                .source("test")
                .eventId(event)
                .kind(ActivityKind.PAGE_VIEW)
                .occurredAtMillis(at)
                .arrivedAtMillis(at)
                .fingerprint(event.hashCode())
                .build();
        flink.processElement1(new StreamRecord<>(activity, at));
    }

    private static void watermark(
            KeyedTwoInputStreamOperatorTestHarness<String, Activity, ControlRecord, CustomerOutput> flink, long at)
            throws Exception {
        flink.processWatermark1(new Watermark(at));
        flink.setProcessingTime(flink.getProcessingTime() + 2 * TrackingHarness.EMIT_EVERY);
    }

    private static List<Signal> signals(
            KeyedTwoInputStreamOperatorTestHarness<String, Activity, ControlRecord, CustomerOutput> flink) {
        return flink.getSideOutput(Tags.SIGNALS).stream()
                .map(StreamRecord::getValue)
                .toList();
    }

    /** Rows sent since this was last asked. */
    private static List<CustomerUpdate> rows(
            KeyedTwoInputStreamOperatorTestHarness<String, Activity, ControlRecord, CustomerOutput> flink) {
        return Sent.by(flink).stream()
                .map(CustomerOutput::update)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Holds the same catalogue under the version of the record, and another model that finds everybody at risk. */
    private record Decided(List<ControlRecord> accepted) implements SmallSettings {

        Decided {
            accepted = new ArrayList<>(accepted);
        }

        @Override
        public RiskModel riskModel(ControlRecord record) {
            RiskModel small = SmallRiskModel.load();
            return small.refitted("other", "nothing", small.intercept() + 30, small.weights());
        }
    }
}
