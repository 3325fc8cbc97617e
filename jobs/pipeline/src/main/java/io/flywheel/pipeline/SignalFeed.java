package io.flywheel.pipeline;

import io.flywheel.pipeline.signals.InboundSignal;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/** Where signals come from if they come from a topic, and how their clock is read. */
public record SignalFeed(Source<InboundSignal, ?, ?> source, WatermarkStrategy<InboundSignal> clock) {}
