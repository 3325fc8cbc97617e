package io.flywheel.pipeline.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.control.Erasures;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.rehearsal.Sent;
import io.flywheel.pipeline.rehearsal.SignalLog;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
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

/** The wheel stop forgets who is erased, passes over signals of before, and takes who comes anew for new. */
class EraseFromWheelTest {

    private static final long DAY = 86_400_000L;
    private static final long START = 1_767_614_400_000L;
    private static final long MOMENT = START + 5 * DAY;
    private static final ControlRecord ERASURE =
            new ControlRecord(ControlKind.ERASURE, Erasures.idOf("globex"), 1, MOMENT, null, "ann", "");

    private @Nullable KeyedTwoInputStreamOperatorTestHarness<String, Signal, ControlRecord, WheelOutput> open;

    @AfterEach
    void close() throws Exception {
        flink().close();
    }

    @Test
    void theErasedAreGoneTheirSignalsOfBeforeAreNotFoldedAndOthersStay() throws Exception {
        open(List.of(), null);
        send("globex", "1", START);
        send("initech", "1", START);
        watermark(START + DAY);
        flink().prepareSnapshotPreBarrier(1);
        assertThat(flink().numKeyedStateEntries()).isEqualTo(2);
        assertThat(flink().numEventTimeTimers()).isEqualTo(2);
        outputs();

        decide(ERASURE);

        assertThat(flink().numKeyedStateEntries()).isEqualTo(1);
        assertThat(flink().numEventTimeTimers()).isEqualTo(1);
        assertThat(outputs())
                .extracting(WheelOutput::erasure)
                .filteredOn(Objects::nonNull)
                .containsExactly(new ErasureStep(Erasures.idOf("globex"), 1, MOMENT, "test", "wheel", 0, 1));
        send("globex", "late", MOMENT - 1);
        watermark(START + 40 * DAY);
        assertThat(told()).containsOnly("initech");
        flink().prepareSnapshotPreBarrier(2);
        assertThat(flink().numKeyedStateEntries()).isEqualTo(1);
    }

    @Test
    void whoComesAnewIsNewAndStaysWhenTheErasureIsHeardOfAgain() throws Exception {
        open(List.of(ERASURE), null);
        send("globex", "1", MOMENT);
        decide(ERASURE);
        flink().prepareSnapshotPreBarrier(1);

        assertThat(told()).containsOnly("globex");
        assertThat(flink().numKeyedStateEntries()).isEqualTo(1);
    }

    @Test
    void whatIsRestoredFromBeforeTheErasureIsTakenForNoneAndGoesWhenItIsHeardOf() throws Exception {
        open(List.of(), null);
        send("globex", "1", START);
        send("initech", "1", START);
        watermark(START + DAY);
        flink().prepareSnapshotPreBarrier(1);
        OperatorSubtaskState before = flink().snapshot(1, 1);
        close();

        open(List.of(ERASURE), before);
        watermark(START + 40 * DAY);
        assertThat(told()).containsOnly("initech");
        decide(ERASURE);
        flink().prepareSnapshotPreBarrier(2);

        assertThat(flink().numKeyedStateEntries()).isEqualTo(1);
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, Signal, ControlRecord, WheelOutput> flink() {
        return Objects.requireNonNull(open);
    }

    private void open(List<ControlRecord> accepted, @Nullable OperatorSubtaskState kept) throws Exception {
        ArrayList<ControlRecord> decided = new ArrayList<>(accepted);
        var flink = new KeyedTwoInputStreamOperatorTestHarness<String, Signal, ControlRecord, WheelOutput>(
                new TrackWheel(
                        new WheelRules(SmallCatalogue::load, () -> decided),
                        new WheelSettings("test", Deltas.DIMENSIONS, 100, 50, StopHarness.EMIT_EVERY)),
                Signal::customerId,
                null,
                Types.STRING,
                StopHarness.KEY_GROUPS,
                1,
                0);
        flink.setup();
        if (kept != null) {
            flink.initializeState(kept);
        }
        flink.open();
        open = flink;
    }

    private void decide(ControlRecord record) throws Exception {
        flink().processElement2(new StreamRecord<>(record));
    }

    private void send(String customer, String event, long at) throws Exception {
        Activity activity = Activity.builder()
                .customerId(customer)
                .source("test")
                .eventId(event)
                .kind(ActivityKind.SIGNUP)
                .actor(Actor.CUSTOMER)
                .occurredAtMillis(at)
                .arrivedAtMillis(at)
                .fingerprint(1)
                .build();
        for (Signal signal : SignalLog.signalsOf(List.of(activity))) {
            flink().processElement1(new StreamRecord<>(signal));
        }
    }

    private void watermark(long at) throws Exception {
        flink().processWatermark1(new Watermark(at));
        flink().setProcessingTime(flink().getProcessingTime() + 2 * StopHarness.EMIT_EVERY);
    }

    /** Of whom rows were sent since anything was last asked for. */
    private List<String> told() {
        return outputs().stream()
                .filter(output -> output.wheel() != null)
                .map(WheelOutput::customerId)
                .toList();
    }

    private List<WheelOutput> outputs() {
        return Sent.by(flink());
    }
}
