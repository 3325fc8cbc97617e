package io.flywheel.pipeline;

import io.flywheel.pipeline.intake.Inbound;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/** Where the records of one stream come from, and how their clock is read. */
public record Feed(Source<Inbound, ?, ?> source, WatermarkStrategy<Inbound> clock) {}
