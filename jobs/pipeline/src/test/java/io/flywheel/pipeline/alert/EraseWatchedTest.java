package io.flywheel.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.control.Erasures;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.pipeline.rehearsal.SmallRules;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule fires at 2 points of friction a day for ten minutes; a customer whose alert is open is erased. */
class EraseWatchedTest {

    private static final long START = 1_767_614_400_000L;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long MOMENT = START + 60 * MINUTE;
    private static final ControlRecord ERASURE =
            new ControlRecord(ControlKind.ERASURE, Erasures.idOf("globex"), 1, MOMENT, null, "ann", "");

    private KeyedTwoInputStreamOperatorTestHarness<String, CustomerUpdate, ControlRecord, AlertOutput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(List.of());
        begin();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void whatIsOpenEndsNothingIsLeftAndThePartSaysSo() throws Exception {
        update("globex", 0, 3, START);
        update("initech", 0, 3, START);
        watermark(20);
        harness.processElement2(new StreamRecord<>(ERASURE));

        assertThat(told()).contains("globex firing resolved erased").doesNotContain("initech firing resolved erased");
        assertThat(harness.extractOutputValues())
                .last()
                .extracting(AlertOutput::erasure)
                .isEqualTo(new ErasureStep(Erasures.idOf("globex"), 1, MOMENT, "test", "alerts", 0, 1));
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }

    @Test
    void updatesThatCountWhatHappenedBeforeArePassedOverAndOthersBeginAnew() throws Exception {
        update("globex", 0, 3, START);
        watermark(20);
        harness.processElement2(new StreamRecord<>(ERASURE));
        int before = harness.extractOutputValues().size();

        update("globex", 90, 9, START);
        watermark(100);
        assertThat(harness.extractOutputValues()).hasSize(before);
        assertThat(harness.numKeyedStateEntries()).isZero();

        update("globex", 110, 9, MOMENT);
        assertThat(told()).last().isEqualTo("globex inactive pending breached");
        harness.processElement2(new StreamRecord<>(ERASURE));
        assertThat(harness.numKeyedStateEntries()).as("who came anew stays").isEqualTo(1);
    }

    @Test
    void whatIsRestoredFromBeforeTheErasureTellsNothingAndGoesWhenItIsHeardOf() throws Exception {
        update("globex", 0, 3, START);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness(List.of(ERASURE));
        harness.initializeState(snapshot);
        begin();
        assertThat(harness.numEventTimeTimers()).isEqualTo(1);
        watermark(5);

        assertThat(told()).isEmpty();
        harness.processElement2(new StreamRecord<>(ERASURE));
        assertThat(told()).as("rows that are deleted do not come back").isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private void begin() throws Exception {
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
    }

    private void update(String customerId, int minute, double points, long firstSeenMillis) throws Exception {
        harness.processElement1(
                new StreamRecord<>(WatchCustomersTest.update(customerId, minute, points, firstSeenMillis)));
    }

    private void watermark(int minute) throws Exception {
        harness.processWatermark1(new Watermark(START + minute * MINUTE));
    }

    private List<String> told() {
        return harness.extractOutputValues().stream()
                .map(AlertOutput::transition)
                .filter(Objects::nonNull)
                .map(step -> step.after().labels().get("customer_id") + " "
                        + step.from().word() + " " + step.to().word() + " "
                        + step.reason().word())
                .toList();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, CustomerUpdate, ControlRecord, AlertOutput> harness(
            List<ControlRecord> accepted) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                WatchCustomers.stop(new SmallRules(accepted), "test", "alerts"),
                update -> update.profile().customerId(),
                record -> "",
                Types.STRING);
    }
}
