package io.flywheel.pipeline;

import io.flywheel.pipeline.control.ControlArrival;
import io.flywheel.pipeline.control.ControlChecks;
import io.flywheel.pipeline.control.ControlOutcome;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * What people decide while a job runs, and where it is told what became of it.
 *
 * @param rows takes every record with its outcome
 * @param errors takes what was refused out of the outcomes
 */
public record ControlFeed(
        Source<ControlArrival, ?, ?> topic,
        ControlChecks checks,
        Sink<ControlOutcome> rows,
        Sink<ControlOutcome> errors) {}
