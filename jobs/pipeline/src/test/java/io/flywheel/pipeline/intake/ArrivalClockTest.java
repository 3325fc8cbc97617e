package io.flywheel.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.LateRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalClockTest {

    private static final long NOON = Instant.parse("2026-01-05T12:00:00Z").toEpochMilli();
    private static final long BOUND = 60_000;

    private final ArrivalClock clock = new ArrivalClock(BOUND);
    private final Announcements announced = new Announcements();

    @Test
    void theWatermarkIsTheLatestArrivalLessTheBound() {
        arrive(NOON);
        clock.onPeriodicEmit(announced);
        assertThat(announced.watermarks).containsExactly(NOON - BOUND - 1);
    }

    @Test
    void anEarlierArrivalMovesNothing() {
        arrive(NOON);
        arrive(NOON - 1);
        clock.onPeriodicEmit(announced);
        clock.onPeriodicEmit(announced);
        assertThat(announced.watermarks).containsExactly(NOON - BOUND - 1);
    }

    @Test
    void recordsWaitForThePeriodicEmission() {
        arrive(NOON);
        assertThat(announced.watermarks).isEmpty();
    }

    @Test
    void aHeartbeatIsToldAtOnce() {
        beat(NOON);
        beat(NOON);
        beat(NOON + 1);
        assertThat(announced.watermarks).containsExactly(NOON - BOUND - 1, NOON - BOUND);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 7_258_118_400_000L, 1_767_614_400_000_000L})
    void anArrivalThatCanNotBeATimeMovesNothing(long wild) {
        arrive(NOON);
        arrive(wild);
        beat(wild);
        assertThat(announced.watermarks).containsExactly(NOON - BOUND - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void anArrivalBeforeAllOthersMovesNothing(long early) {
        arrive(NOON);
        clock.onPeriodicEmit(announced);
        arrive(early);
        beat(early);
        assertThat(announced.watermarks).containsExactly(NOON - BOUND - 1);
    }

    @Test
    void aPartitionThatSaidNothingHasNoTime() {
        clock.onPeriodicEmit(announced);
        arrive(Long.MIN_VALUE);
        clock.onPeriodicEmit(announced);
        assertThat(announced.watermarks).isEmpty();
    }

    @Test
    void theStrategyReadsArrivalAndNothingElse() {
        var strategy = ArrivalClock.strategy(Duration.ofMinutes(1), Duration.ofSeconds(30));
        TimestampAssigner<Inbound> assigner = strategy.createTimestampAssigner(UnregisteredMetricsGroup::new);
        assertThat(assigner.extractTimestamp(record(NOON), Long.MAX_VALUE)).isEqualTo(NOON);

        var generator = strategy.createWatermarkGenerator(new StillContext());
        generator.onEvent(Inbound.heartbeat(EventStream.DEALS, NOON), NOON, announced);
        assertThat(announced.watermarks).containsExactly(NOON - BOUND - 1);
    }

    private void arrive(long atMillis) {
        clock.onEvent(record(atMillis), atMillis, announced);
    }

    private void beat(long atMillis) {
        clock.onEvent(Inbound.heartbeat(EventStream.DEALS, atMillis), atMillis, announced);
    }

    private static Inbound record(long arrivedAtMillis) {
        return Inbound.of(new LateRecord(EventStream.DEALS, "c", 0, 0, arrivedAtMillis, new byte[0]));
    }

    /** What a generator gets from Flink. */
    private static final class StillContext implements WatermarkGeneratorSupplier.Context {
        @Override
        public org.apache.flink.metrics.MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return SystemClock.getInstance();
        }
    }

    /** Writes down the watermarks. */
    private static final class Announcements implements WatermarkOutput {
        final List<Long> watermarks = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}
