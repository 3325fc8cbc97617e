package io.flywheel.pipeline.control;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** The clock of the control topic: at the end of all time from the beginning, so that it never holds the events back. */
public final class ControlClock implements WatermarkGenerator<ControlArrival> {

    private ControlClock() {}

    public static WatermarkStrategy<ControlArrival> strategy() {
        return WatermarkStrategy.forGenerator(context -> new ControlClock());
    }

    @Override
    public void onEvent(ControlArrival arrival, long timestamp, WatermarkOutput output) {
        onPeriodicEmit(output);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(Watermark.MAX_WATERMARK);
    }
}
