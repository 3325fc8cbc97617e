package io.flywheel.pipeline;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertTransition;
import org.apache.flink.api.connector.sink2.Sink;

/** Where alerts go. */
public record AlertOutputs(Sink<AlertOutput> alertRows, Sink<AlertTransition> alertTopic) {}
