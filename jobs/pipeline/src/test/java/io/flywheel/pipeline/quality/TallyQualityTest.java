package io.flywheel.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.domain.quality.QualityCount.Counted;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.domain.quality.QualityWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyQualityTest {

    private static final long NOON = Instant.parse("2026-01-05T12:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long RETENTION = Duration.ofDays(1).toMillis();

    private KeyedOneInputStreamOperatorTestHarness<String, QualityCount, QualityOutput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void everyKindOfCountFindsItsPlaceAndReceivedIsTheirSum() throws Exception {
        count(Counted.ACCEPTED, "", 10);
        count(Counted.DUPLICATE, "", 2);
        count(Counted.LATE, "", 3);
        count(Counted.REFUSED, RejectReason.MALFORMED.name(), 4);
        count(Counted.REFUSED, RejectReason.TOO_LARGE.name(), 1);
        count(Counted.REFUSED, RejectReason.MALFORMED.name(), 1);
        count(Counted.UNMAPPED, "mystery", 5);
        count(Counted.ACCEPTED, "", 1);

        assertThat(lastWindow())
                .isEqualTo(new QualityWindow(
                        "deals",
                        NOON,
                        22,
                        11,
                        2,
                        3,
                        6,
                        Map.of("MALFORMED", 5L, "TOO_LARGE", 1L),
                        Map.of("mystery", 5L)));
    }

    @Test
    void everyCountGivesTheWindowAsItIsNow() throws Exception {
        count(Counted.ACCEPTED, "", 1);
        count(Counted.ACCEPTED, "", 1);
        assertThat(windows()).extracting(QualityWindow::accepted).containsExactly(1L, 2L);
    }

    @Test
    void streamsAndHoursAreCountedApart() throws Exception {
        send(new QualityCount(EventStream.DEALS, NOON, Counted.ACCEPTED, "", 1));
        send(new QualityCount(EventStream.DEALS, NOON + HOUR, Counted.ACCEPTED, "", 1));
        send(new QualityCount(EventStream.SUPPORT, NOON, Counted.ACCEPTED, "", 1));
        assertThat(windows()).extracting(QualityWindow::received).containsExactly(1L, 1L, 1L);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(3);
    }

    @Test
    void anHourIsForgottenAfterTheRetentionAndNothingIsLeft() throws Exception {
        count(Counted.ACCEPTED, "", 1);
        count(Counted.ACCEPTED, "", 1);
        assertThat(harness.numEventTimeTimers()).isEqualTo(1);

        harness.processWatermark(NOON + RETENTION - 1);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

        harness.processWatermark(NOON + RETENTION);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void progressPassesWithTheWatermarkAndAfterTheCountsBeforeIt() throws Exception {
        count(Counted.ACCEPTED, "", 1);
        harness.processWatermark(NOON);
        assertThat(harness.extractOutputValues())
                .extracting(QualityOutput::progress)
                .containsExactly(null, new Progress("test", "quality", 0, NOON));
        assertThat(harness.getOutput()).contains(new Watermark(NOON));
    }

    @Test
    void theEndOfInputIsNotTheEndOfTime() throws Exception {
        count(Counted.ACCEPTED, "", 1);
        harness.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void countsGoOnAfterARestore() throws Exception {
        count(Counted.REFUSED, RejectReason.MALFORMED.name(), 4);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.open();

        count(Counted.REFUSED, RejectReason.MALFORMED.name(), 1);

        assertThat(lastWindow().rejectedByReason()).isEqualTo(Map.of("MALFORMED", 5L));
        harness.processWatermark(NOON + RETENTION);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, QualityCount, QualityOutput> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new TallyQuality("test", RETENTION), QualityCount::windowKey, Types.STRING);
    }

    private void count(Counted counted, String detail, long count) throws Exception {
        send(new QualityCount(EventStream.DEALS, NOON, counted, detail, count));
    }

    private void send(QualityCount count) throws Exception {
        harness.processElement(new StreamRecord<>(count));
    }

    private List<QualityWindow> windows() {
        return harness.extractOutputValues().stream()
                .map(QualityOutput::window)
                .filter(Objects::nonNull)
                .toList();
    }

    private QualityWindow lastWindow() {
        List<QualityWindow> windows = windows();
        return windows.get(windows.size() - 1);
    }
}
