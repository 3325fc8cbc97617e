package io.flywheel.pipeline;

import io.flywheel.pipeline.spike.SpikeOutput;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WheelOutput;
import org.apache.flink.api.connector.sink2.Sink;

/** Where a velocity job writes: rows of customers' journeys, of windows, of growth, of hotspots and of spikes. */
public record VelocityOutputs(
        Sink<WheelOutput> wheelRows,
        Sink<CellRow> windowRows,
        Sink<CellRow> growthRows,
        Sink<CellRow> hotspotRows,
        Sink<SpikeOutput> spikeRows) {}
