package io.flywheel.pipeline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class SendersClockTest {

    private static final long BOUND = 60;

    private final SendersClock<Signal> clock = new SendersClock<>(BOUND);
    private final List<Long> watermarks = new ArrayList<>();
    private final WatermarkOutput output = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    };

    @Test
    void theSlowestSenderIsTheTimeAndNobodyIsForgotten() {
        hear(0, 2, 500);
        assertThat(watermarks).as("one of two was never heard of").isEmpty();
        hear(1, 2, 100);
        hear(0, 2, 900);
        hear(1, 2, 400);
        assertThat(watermarks).containsExactly(100L, 400L);
    }

    @Test
    void timeNeverGoesBackWhenASenderStartsAgain() {
        hear(0, 1, 500);
        hear(0, 1, 300);
        hear(0, 1, 600);
        assertThat(watermarks).containsExactly(500L, 600L);
    }

    @Test
    void moreSendersHoldTheTimeUntilAllAreHeardAndFewerLetItGo() {
        hear(0, 1, 500);
        hear(0, 2, 700);
        assertThat(watermarks).containsExactly(500L);
        hear(1, 2, 650);
        hear(0, 1, 800);
        assertThat(watermarks).containsExactly(500L, 650L, 800L);
    }

    @Test
    void aHeartbeatFromElsewhereSpeaksForAll() {
        hear(0, 2, 500);
        clock.onEvent(new Arrived<>(1_000, null, null), 1_000, output);
        assertThat(watermarks).containsExactly(1_000 - BOUND - 1);
    }

    @Test
    void aSenderWithoutTimeYetHoldsTheOthersUp() {
        hear(0, 2, 500);
        hear(1, 2, Long.MIN_VALUE);
        assertThat(watermarks).isEmpty();
    }

    private void hear(int sender, int senders, long watermark) {
        clock.onEvent(new Arrived<>(0, null, new SenderClock(sender, senders, watermark)), 0, output);
    }
}
