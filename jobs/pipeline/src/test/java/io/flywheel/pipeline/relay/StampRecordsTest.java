package io.flywheel.pipeline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.StatedFacts;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class StampRecordsTest {

    @Test
    void signalsCarryTheTimeOfTheirSenderAndEveryPartitionIsToldWhenItMoves() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StampRecords<Signal>(), 4, 2, 1)) {
            harness.open();
            harness.processElement(signal(), 7);
            harness.processWatermark(1_000);
            harness.processElement(signal(), 8);

            List<Stamped<Signal>> sent = harness.extractOutputValues();
            assertThat(sent).hasSize(1 + StampRecords.MOST_PARTITIONS + 1);
            assertThat(sent.get(0)).isEqualTo(new Stamped<>(signal(), -1, new SenderClock(1, 2, Long.MIN_VALUE)));
            assertThat(sent.subList(1, 1 + StampRecords.MOST_PARTITIONS))
                    .allSatisfy(heartbeat -> {
                        assertThat(heartbeat.content()).isNull();
                        assertThat(heartbeat.clock()).isEqualTo(new SenderClock(1, 2, 1_000));
                    })
                    .extracting(Stamped::partition)
                    .doesNotHaveDuplicates();
            assertThat(sent.get(sent.size() - 1).clock()).isEqualTo(new SenderClock(1, 2, 1_000));
        }
    }

    @Test
    void theEndOfInputIsNotATime() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StampRecords<Signal>())) {
            harness.open();
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    private static Signal signal() {
        return new Signal(
                "a",
                "clickstream.search",
                Side.PUSH,
                SignalKind.NOTE,
                0,
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "1",
                "test",
                5,
                1,
                new StatedFacts(
                        ActivityKind.SEARCH, Actor.CUSTOMER, Activity.ABSENT, null, Double.NaN, 1, null, null, null));
    }
}
