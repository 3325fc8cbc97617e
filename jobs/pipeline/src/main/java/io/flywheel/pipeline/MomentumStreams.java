package io.flywheel.pipeline;

import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.signal.Signal;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What the momentum graph hands on to a graph that goes on from there: straight from the customer stop, with a time that does not overtake its updates. */
public record MomentumStreams(DataStream<Signal> signals, DataStream<CustomerUpdate> customers) {}
