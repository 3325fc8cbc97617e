package io.flywheel.pipeline.relay;

import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Tells the time of a partition of a topic between the jobs: that of its slowest sender.
 *
 * <p><b>Shape:</b> no watermark before every sender was heard of. Heartbeats move it at once, contents with the next periodic emission. A change in the number of senders is taken from the newest record.
 *
 * <p><b>Source:</b> docs/decisions/0012-time-of-the-signal-topic.md, docs/decisions/0023-alert-job.md.
 */
public final class SendersClock<T> implements WatermarkGenerator<Arrived<T>> {

    private static final long UNHEARD = Long.MIN_VALUE;

    private final long boundMillis;
    private long[] senders = {};
    private long forAll = UNHEARD;
    private long announced = UNHEARD;

    SendersClock(long boundMillis) {
        this.boundMillis = boundMillis;
    }

    /** The clock of a topic: {@code bound} is taken from heartbeats that come from elsewhere, {@code idleAfter} is how long a silent partition holds the others up. */
    public static <T> WatermarkStrategy<Arrived<T>> strategy(Duration bound, Duration idleAfter) {
        long boundMillis = bound.toMillis();
        return WatermarkStrategy.<Arrived<T>>forGenerator(context -> new SendersClock<>(boundMillis))
                .withTimestampAssigner((arrived, recordTimestamp) -> arrived.arrivedAtMillis())
                .withIdleness(idleAfter);
    }

    @Override
    public void onEvent(Arrived<T> arrived, long timestamp, WatermarkOutput output) {
        SenderClock clock = arrived.clock();
        if (clock != null) {
            hear(clock);
        } else if (arrived.isHeartbeat()) {
            forAll = Math.max(forAll, timestamp - boundMillis - 1);
        }
        if (arrived.isHeartbeat()) {
            onPeriodicEmit(output);
        }
    }

    private void hear(SenderClock clock) {
        if (clock.senders() != senders.length) {
            int known = senders.length;
            senders = Arrays.copyOf(senders, clock.senders());
            if (known < senders.length) {
                Arrays.fill(senders, known, senders.length, UNHEARD);
            }
        }
        senders[clock.sender()] = Math.max(senders[clock.sender()], clock.watermarkMillis());
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long slowest = Arrays.stream(senders).min().orElse(UNHEARD);
        long time = Math.max(slowest, forAll);
        if (time > announced) {
            announced = time;
            output.emitWatermark(new Watermark(time));
        }
    }
}
