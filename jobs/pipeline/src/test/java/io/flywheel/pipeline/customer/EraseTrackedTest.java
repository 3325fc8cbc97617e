package io.flywheel.pipeline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.control.Erasures;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.quality.QualityCount.Counted;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The customer stop forgets who is erased: state, timers and what is sent again; who comes anew is new, and others stay as they are. */
class EraseTrackedTest {

    private static final long DAY = 86_400_000L;
    private static final long START = 1_700_000_000_000L;
    private static final long MOMENT = START + 10 * DAY;
    private static final ControlRecord ERASURE =
            new ControlRecord(ControlKind.ERASURE, Erasures.idOf("globex"), 1, MOMENT, null, "ann", "");
    private static final ControlRecord MODEL =
            new ControlRecord(ControlKind.MODEL, "model", 1, START + 90 * DAY, null, "ann", "");

    private @Nullable KeyedTwoInputStreamOperatorTestHarness<String, Activity, ControlRecord, CustomerOutput> open;

    @AfterEach
    void close() throws Exception {
        flink().close();
    }

    @Test
    void stateTimersAndCacheOfTheErasedAreGoneAndOthersStay() throws Exception {
        open(List.of(), null);
        send("globex", "1", START);
        send("initech", "2", START);
        watermark(START + DAY);
        decide(MODEL);
        flink().prepareSnapshotPreBarrier(1);
        int timersOfTwo = flink().numEventTimeTimers();
        assertThat(flink().numKeyedStateEntries()).isEqualTo(2);

        decide(ERASURE);

        assertThat(flink().numKeyedStateEntries()).isEqualTo(1);
        assertThat(flink().numEventTimeTimers()).isEqualTo(timersOfTwo / 2).isPositive();
        told();
        watermark(START + 100 * DAY);
        assertThat(told()).isNotEmpty().allMatch(row -> row.startsWith("initech"));
        flink().prepareSnapshotPreBarrier(2);
        assertThat(flink().numKeyedStateEntries()).isEqualTo(1);
    }

    @Test
    void thePartSaysSoBehindAllThatItSentBefore() throws Exception {
        open(List.of(), null);
        send("globex", "1", START);

        decide(ERASURE);

        List<CustomerOutput> sent = outputs();
        assertThat(sent.get(sent.size() - 1).erasure())
                .isEqualTo(new ErasureStep(Erasures.idOf("globex"), 1, MOMENT, "test", "customers", 0, 1));
        assertThat(sent)
                .extracting(CustomerOutput::update)
                .filteredOn(Objects::nonNull)
                .hasSize(1);
        decide(ERASURE);
        assertThat(outputs().get(0).erasure())
                .extracting(ErasureStep::customersForgotten)
                .isEqualTo(0L);
    }

    @Test
    void whatHappenedBeforeIsRefusedWithoutATraceAndWhatComesAfterIsNew() throws Exception {
        open(List.of(), null);
        send("globex", "1", START);
        decide(ERASURE);
        told();

        send("globex", "1", START);
        send("globex", "late", MOMENT - 1);
        watermark(START + DAY);
        assertThat(told()).isEmpty();
        assertThat(flink().numKeyedStateEntries()).isZero();
        assertThat(flink().getSideOutput(Tags.REFUSED)).isNullOrEmpty();
        assertThat(flink().getSideOutput(Tags.COUNTS))
                .extracting(StreamRecord::getValue)
                .filteredOn(count -> count.counted() == Counted.REFUSED)
                .extracting(count -> count.detail() + " " + count.count())
                .as("each in the hour of its arrival")
                .containsExactly(RejectReason.ERASED.name() + " 1", RejectReason.ERASED.name() + " 1");

        send("globex", "2", MOMENT);
        watermark(MOMENT + 1);
        assertThat(told()).containsExactly("globex 1 since " + MOMENT);
    }

    @Test
    void whoCameAnewStaysWhenTheErasureIsHeardOfAgain() throws Exception {
        open(List.of(ERASURE), null);
        send("globex", "1", START);
        send("globex", "2", MOMENT);
        decide(ERASURE);
        told();
        watermark(MOMENT + 1);
        send("globex", "3", MOMENT + DAY);
        watermark(MOMENT + 2 * DAY);

        assertThat(told()).last().isEqualTo("globex 2 since " + MOMENT);
    }

    @Test
    void whatIsRestoredFromBeforeTheErasureIsTakenForNoneAndGoesWhenItIsHeardOf() throws Exception {
        open(List.of(), null);
        send("globex", "1", START);
        send("initech", "1", START);
        watermark(START + DAY);
        OperatorSubtaskState before = snapshot();
        close();

        open(List.of(ERASURE), before);
        watermark(START + 60 * DAY);
        send("globex", "1", START);
        assertThat(told()).isNotEmpty().allMatch(row -> row.startsWith("initech"));
        decide(ERASURE);
        flink().prepareSnapshotPreBarrier(1);
        assertThat(flink().numKeyedStateEntries()).isEqualTo(1);

        send("globex", "2", START + 60 * DAY);
        watermark(START + 61 * DAY);
        assertThat(told()).contains("globex 1 since " + (START + 60 * DAY));
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, Activity, ControlRecord, CustomerOutput> flink() {
        return Objects.requireNonNull(open);
    }

    private void open(List<ControlRecord> accepted, @Nullable OperatorSubtaskState kept) throws Exception {
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
        open = flink;
    }

    private OperatorSubtaskState snapshot() throws Exception {
        flink().prepareSnapshotPreBarrier(1);
        return flink().snapshot(1, 1);
    }

    private void decide(ControlRecord record) throws Exception {
        flink().processElement2(new StreamRecord<>(record));
    }

    private void send(String customer, String event, long at) throws Exception {
        Activity activity = Activity.builder()
                .customerId(customer)
                .source("test")
                .eventId(event)
                .kind(ActivityKind.PAGE_VIEW)
                .occurredAtMillis(at)
                .arrivedAtMillis(at)
                .fingerprint(event.hashCode())
                .build();
        flink().processElement1(new StreamRecord<>(activity, at));
    }

    private void watermark(long at) throws Exception {
        flink().processWatermark1(new Watermark(at));
        flink().setProcessingTime(flink().getProcessingTime() + 2 * TrackingHarness.EMIT_EVERY);
    }

    /** Rows sent since anything was last asked for: who, how many activities, since when. */
    private List<String> told() {
        return outputs().stream()
                .map(CustomerOutput::update)
                .filter(Objects::nonNull)
                .map(update -> update.profile().customerId() + " "
                        + update.profile().activities() + " since "
                        + update.profile().firstSeenAtMillis())
                .toList();
    }

    private List<CustomerOutput> outputs() {
        return Sent.by(flink());
    }

    private record Decided(List<ControlRecord> accepted) implements SmallSettings {

        Decided {
            accepted = new ArrayList<>(accepted);
        }
    }
}
