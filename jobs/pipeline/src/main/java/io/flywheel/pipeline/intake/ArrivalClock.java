package io.flywheel.pipeline.intake;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Tells the time of a partition by when its records arrived, so that no event time, however wild, can move it.
 *
 * <p><b>Shape:</b> the watermark is the latest arrival less a bound. Arrivals that can not be a time do not count. A heartbeat moves the watermark at once, other records with the next periodic
 * emission.
 *
 * <p><b>Source:</b> docs/decisions/0005-arrival-time-and-lateness.md.
 */
public final class ArrivalClock implements WatermarkGenerator<Inbound> {

    private static final long LATEST_POSSIBLE =
            Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    private final long boundMillis;
    private long latestArrival = Long.MIN_VALUE;
    private long announced = Long.MIN_VALUE;

    ArrivalClock(long boundMillis) {
        this.boundMillis = boundMillis;
    }

    /** The clock of a topic: {@code bound} is how far arrivals of one partition may be out of order, {@code idleAfter} how long a silent partition holds the others up. */
    public static WatermarkStrategy<Inbound> strategy(Duration bound, Duration idleAfter) {
        long boundMillis = bound.toMillis();
        return WatermarkStrategy.<Inbound>forGenerator(context -> new ArrivalClock(boundMillis))
                .withTimestampAssigner((inbound, recordTimestamp) -> inbound.arrivedAtMillis())
                .withIdleness(idleAfter);
    }

    @Override
    public void onEvent(Inbound inbound, long timestamp, WatermarkOutput output) {
        if (timestamp > latestArrival && timestamp < LATEST_POSSIBLE) {
            latestArrival = timestamp;
        }
        if (inbound.isHeartbeat()) {
            onPeriodicEmit(output);
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (latestArrival != Long.MIN_VALUE && latestArrival > announced) {
            announced = latestArrival;
            output.emitWatermark(new Watermark(latestArrival - boundMillis - 1));
        }
    }
}
