package io.flywheel.pipeline;

import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.wheel.CellRow;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the velocity graph hands on: windows, straight from their stop, and friction by place and type with what is to be said of its spikes.
 *
 * <p><b>Shape:</b> both come with a time that does not overtake them.
 */
public record VelocityStreams(DataStream<CellRow> windows, DataStream<SpotReading> spikes) {}
