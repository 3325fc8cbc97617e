package io.flywheel.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.rehearsal.SmallRules;
import io.flywheel.pipeline.wheel.CellRow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule fires at 4 points of friction in five minutes for ten minutes. */
class WatchWindowsTest {

    private static final long START = 1_767_614_400_000L;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int GRAINS_AT_MOST = 16;

    private KeyedTwoInputStreamOperatorTestHarness<String, CellRow, ControlRecord, AlertOutput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aWindowIsReadWhenItIsOverAndAsItIsThen() throws Exception {
        row("all:all", 5, 9);
        row("all:all", 5, 1);
        watermark(5);
        assertThat(told()).isEmpty();
        row("all:all", 10, 1);
        row("all:all", 10, 4);
        watermark(9);
        assertThat(told()).isEmpty();
        watermark(10);

        assertThat(told()).containsExactly("10 inactive pending breached");
    }

    @Test
    void firesAndRecoversInWindowsWithoutRowsAndLeavesOnlyNumbersBehind() throws Exception {
        row("all:all", 5, 4);
        row("all:all", 10, 4);
        row("all:all", 15, 4);
        watermark(300);

        assertThat(told())
                .containsExactly(
                        "5 inactive pending breached",
                        "15 pending firing held",
                        "20 firing recovering cleared",
                        "30 recovering resolved held");
        assertThat(harness.numEventTimeTimers()).isZero();
        assertThat(harness.numKeyedStateEntries())
                .as("numbers of the fingerprint")
                .isEqualTo(1);
    }

    @Test
    void whatIsOpenGoesThroughASnapshot() throws Exception {
        row("all:all", 5, 4);
        watermark(6);
        row("all:all", 10, 5);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
        row("all:all", 15, 4);
        watermark(15);

        assertThat(told()).containsExactly("15 pending firing held");
    }

    @Test
    void aCorrectionOfTheWindowThatBeganItTakesItBack() throws Exception {
        row("all:all", 5, 4);
        row("all:all", 10, 4);
        row("all:all", 15, 4);
        watermark(15);
        row("all:all", 5, 1);

        assertThat(told())
                .containsExactly(
                        "5 inactive pending breached", "15 pending firing held", "15 firing resolved retracted");
    }

    @Test
    void theNewestWindowThatIsOverIsReadAgainWhenCorrected() throws Exception {
        row("all:all", 5, 1);
        watermark(7);
        row("all:all", 5, 4);

        assertThat(told()).containsExactly("5 inactive pending breached");
    }

    @Test
    void seriesAreApartAndOtherGrainsPassWithoutATrace() throws Exception {
        row("all:all", 5, 4);
        row("segment:smb", 5, 1);
        harness.processElement1(new StreamRecord<>(row("all:all", 60, 900, Grain.HOUR)));
        watermark(5);

        assertThat(told()).containsExactly("5 inactive pending breached");
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    }

    @Test
    void rulesWithoutAnAlertsRuleEndItAtOnce() throws Exception {
        row("all:all", 5, 9);
        watermark(7);
        harness.processElement2(
                new StreamRecord<>(new ControlRecord(ControlKind.RULES, "rules", 2, START, null, "ann", "1.5")));

        assertThat(told()).last().isEqualTo("7 pending inactive rule_changed");
    }

    @Test
    void theEndOfAllInputForeseesNothing() throws Exception {
        row("all:all", 5, 4);
        watermark(5);
        harness.processWatermark1(Watermark.MAX_WATERMARK);

        assertThat(told()).containsExactly("5 inactive pending breached");
    }

    private void row(String series, int endMinute, int friction) throws Exception {
        harness.processElement1(new StreamRecord<>(row(series, endMinute, friction, Grain.FIVE_MINUTES)));
    }

    private static CellRow row(String series, int endMinute, int friction, Grain grain) {
        long cell = (START + endMinute * MINUTE) / Grain.SLICE_MILLIS * GRAINS_AT_MOST + grain.ordinal();
        StateWriter out = new StateWriter();
        int frictionsAndTheirPoints = 0b1010;
        int customers = 0;
        out.putCount(frictionsAndTheirPoints);
        out.putSigned(1);
        out.putSigned(friction * 1_000L);
        out.putCount(customers);
        return new CellRow(series, cell, out.toBytes(), 0, false, null);
    }

    private void watermark(int minute) throws Exception {
        harness.processWatermark1(new Watermark(START + minute * MINUTE));
    }

    private List<String> told() {
        return harness.extractOutputValues().stream()
                .map(AlertOutput::transition)
                .filter(Objects::nonNull)
                .map(WatchWindowsTest::line)
                .toList();
    }

    private static String line(AlertTransition step) {
        return (step.atMillis() - START) / MINUTE + " " + step.from().word() + " "
                + step.to().word() + " " + step.reason().word();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, CellRow, ControlRecord, AlertOutput> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new WatchWindows(new SmallRules()), List.of(States.broadcastDecisions())),
                CellRow::series,
                record -> "",
                Types.STRING);
    }
}
