package io.flywheel.pipeline;

import io.flywheel.pipeline.relay.Arrived;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/** Where the records of a topic between the jobs come from, and how their clock is read. */
public record RelayFeed<T>(Source<Arrived<T>, ?, ?> source, WatermarkStrategy<Arrived<T>> clock) {}
