package io.flywheel.pipeline.spike;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.pipeline.alert.WatchHotspots;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.rehearsal.SmallRules;
import io.flywheel.pipeline.stop.TellProgress;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A page where five of a hundred customers click in vain; the rule of the alerts fires at three frictions for ten minutes. */
class FindSpikesTest {

    private static final long START = 1_767_614_400_000L;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final String PAGE = "page:/pricing";
    private static final int DAY = 288;

    private final List<SpotReading> told = new ArrayList<>();

    @Test
    void aBucketIsJudgedOnceItIsOverAndAsItIsThen() throws Exception {
        try (var harness = spikes()) {
            harness.open();
            row(harness, 5, Grain.FIVE_MINUTES, 100, 1);
            row(harness, 5, Grain.FIVE_MINUTES, 100, 4);
            row(harness, 60, Grain.HOUR, 100, 90);
            watermark(harness, 4);
            assertThat(harness.extractOutputValues()).isEmpty();
            watermark(harness, 5);

            assertThat(lines(harness)).containsExactly("5 4 false");
        }
    }

    @Test
    void whatComesForABucketThatIsOverChangesNothing() throws Exception {
        try (var harness = spikes()) {
            harness.open();
            row(harness, 5, Grain.FIVE_MINUTES, 100, 4);
            watermark(harness, 7);
            row(harness, 5, Grain.FIVE_MINUTES, 100, 90);
            watermark(harness, 12);

            assertThat(lines(harness)).containsExactly("5 4 false");
        }
    }

    @Test
    void threeTimesTheFrictionIsFoundAlthoughTheJobWasRestoredInTheMiddle() throws Exception {
        List<SpotReading> whole = run(-1);
        List<SpotReading> restored = run(DAY + 1);

        assertThat(whole.stream().filter(reading -> reading.spike().begins()).map(SpotReading::startMillis))
                .containsExactly(START + DAY * 5 * MINUTE + 5 * MINUTE);
        assertThat(restored).isEqualTo(whole);
    }

    /** A day of five in a hundred, then thirty, of which the first bucket is as usual; a snapshot is taken before a bucket. */
    private List<SpotReading> run(int snapshotBefore) throws Exception {
        told.clear();
        var harness = spikes();
        harness.open();
        for (int bucket = 0; bucket < DAY + 6; bucket++) {
            row(harness, 5 * (bucket + 1), Grain.FIVE_MINUTES, 100, bucket <= DAY ? 5 : 30);
            if (bucket == snapshotBefore) {
                OperatorSubtaskState snapshot = harness.snapshot(1, 1);
                told.addAll(harness.extractOutputValues());
                harness.close();
                harness = spikes();
                harness.initializeState(snapshot);
                harness.open();
            }
            watermark(harness, 5 * (bucket + 1));
        }
        told.addAll(harness.extractOutputValues());
        harness.close();
        return List.copyOf(told);
    }

    @Test
    void aPlaceWhereNobodyWasForFourWeeksIsForgottenWithItsTimers() throws Exception {
        try (var harness = spikes()) {
            harness.open();
            row(harness, 5, Grain.FIVE_MINUTES, 100, 4);
            row(harness, 10, Grain.FIVE_MINUTES, 100, 4);
            watermark(harness, 10);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            watermark(harness, (int) Duration.ofDays(28).toMinutes());
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            watermark(harness, (int) Duration.ofDays(30).toMinutes());

            assertThat(harness.numEventTimeTimers()).isZero();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void theEndOfAllInputJudgesNothing() throws Exception {
        try (var harness = spikes()) {
            harness.open();
            row(harness, 5, Grain.FIVE_MINUTES, 100, 4);
            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void howFarSpikesHaveComeIsToldBehindAllThatTheyFoundUntilThen() throws Exception {
        try (var harness = spikes();
                var progress = new OneInputStreamOperatorTestHarness<SpotReading, SpikeOutput>(
                        new TellProgress<SpotReading, SpikeOutput>("job", "spikes", SpikeOutput::of, SpikeOutput::of),
                        4,
                        4,
                        2)) {
            harness.open();
            progress.open();
            row(harness, 5, Grain.FIVE_MINUTES, 100, 4);
            row(harness, 10, Grain.FIVE_MINUTES, 100, 4);
            watermark(harness, 4);
            watermark(harness, 10);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            for (Object output : harness.getOutput()) {
                if (output instanceof Watermark mark) {
                    progress.processWatermark(mark);
                } else {
                    @SuppressWarnings("unchecked") // a harness gives nothing but records of its type and watermarks
                    StreamRecord<SpotReading> reading = (StreamRecord<SpotReading>) output;
                    progress.processElement(reading);
                }
            }

            assertThat(progress.extractOutputValues())
                    .extracting(FindSpikesTest::line)
                    .containsExactly("progress 4", "reading 5", "reading 10", "progress 10", "progress of all time");
        }
    }

    private static String line(SpikeOutput output) {
        Progress progress = output.progress();
        if (progress == null) {
            return "reading " + (Objects.requireNonNull(output.reading()).endMillis() - START) / MINUTE;
        }
        assertThat(progress).isEqualTo(new Progress("job", "spikes", 2, progress.watermarkMillis()));
        return progress.watermarkMillis() == Long.MAX_VALUE
                ? "progress of all time"
                : "progress " + (progress.watermarkMillis() - START) / MINUTE;
    }

    @Test
    void alertsOfHotspotsGoThroughASnapshotAndEndInSilence() throws Exception {
        try (var spikes = spikes()) {
            spikes.open();
            for (int minute : new int[] {5, 10, 15}) {
                row(spikes, minute, Grain.FIVE_MINUTES, 100, 4);
                watermark(spikes, minute);
            }
            List<SpotReading> readings = spikes.extractOutputValues();
            List<String> steps = new ArrayList<>();
            var alerts = alerts();
            alerts.open();
            alerts.processWatermark2(Watermark.MAX_WATERMARK);
            alerts.processElement1(new StreamRecord<>(readings.get(0)));
            alerts.processElement1(new StreamRecord<>(readings.get(1)));
            alerts.processWatermark1(new Watermark(START + 10 * MINUTE));
            OperatorSubtaskState snapshot = alerts.snapshot(1, 1);
            steps.addAll(steps(alerts));
            alerts.close();
            alerts = alerts();
            alerts.initializeState(snapshot);
            alerts.open();
            alerts.processWatermark2(Watermark.MAX_WATERMARK);
            alerts.processElement1(new StreamRecord<>(readings.get(2)));
            alerts.processWatermark1(new Watermark(START + 60 * MINUTE));
            steps.addAll(steps(alerts));

            assertThat(steps)
                    .containsExactly(
                            "5 inactive pending breached",
                            "15 pending firing held",
                            "20 firing recovering cleared",
                            "30 recovering resolved held");
            assertThat(alerts.numEventTimeTimers()).isZero();
            alerts.close();
        }
    }

    private static void row(
            KeyedOneInputStreamOperatorTestHarness<String, CellRow, SpotReading> harness,
            int endMinute,
            Grain grain,
            long customers,
            int clicks)
            throws Exception {
        StateWriter out = new StateWriter();
        int sessions = 0;
        int types = 1;
        out.putSigned(customers);
        out.putSigned(sessions);
        out.putCount(types);
        out.putText("dead_click");
        out.putSigned(clicks);
        out.putSigned(500L * clicks);
        out.putSigned(clicks);
        long cell = WindowCells.cell(new Window(grain, START + endMinute * MINUTE));
        harness.processElement(new StreamRecord<>(new CellRow(PAGE, cell, out.toBytes(), 0, false, null)));
    }

    private static void watermark(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness, int minute)
            throws Exception {
        harness.processWatermark(new Watermark(START + minute * MINUTE));
    }

    private static List<String> lines(KeyedOneInputStreamOperatorTestHarness<String, CellRow, SpotReading> harness) {
        return harness.extractOutputValues().stream()
                .map(reading -> (reading.endMillis() - START) / MINUTE + " " + reading.count() + " "
                        + reading.spike().spiking())
                .toList();
    }

    private static List<String> steps(
            KeyedTwoInputStreamOperatorTestHarness<String, SpotReading, ControlRecord, AlertOutput> harness) {
        return harness.extractOutputValues().stream()
                .map(AlertOutput::transition)
                .filter(Objects::nonNull)
                .map(FindSpikesTest::line)
                .toList();
    }

    private static String line(AlertTransition step) {
        return (step.atMillis() - START) / MINUTE + " " + step.from().word() + " "
                + step.to().word() + " " + step.reason().word();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, CellRow, SpotReading> spikes() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new FindSpikes()), CellRow::series, Types.STRING);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, SpotReading, ControlRecord, AlertOutput> alerts()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new WatchHotspots(new SmallRules()), List.of(States.broadcastDecisions())),
                SpotReading::series,
                record -> "",
                Types.STRING);
    }
}
