package io.flywheel.pipeline;

import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.relay.Stamped;
import io.flywheel.pipeline.wheel.CellRow;
import org.apache.flink.api.connector.sink2.Sink;

/** Where a velocity job writes for other jobs: windows as they change, and hotspots with what is to be said of their spikes. */
public record VelocityTopics(Sink<Stamped<CellRow>> windows, Sink<Stamped<SpotReading>> hotspots) {}
