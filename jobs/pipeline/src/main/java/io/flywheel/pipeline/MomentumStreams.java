package io.flywheel.pipeline;

import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.signal.Signal;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What the momentum graph hands on to a graph that goes on from there: straight from the customer stop. */
public record MomentumStreams(DataStream<Signal> signals, DataStream<CustomerOutput> customers) {}
