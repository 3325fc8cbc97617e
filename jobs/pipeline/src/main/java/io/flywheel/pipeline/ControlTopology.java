package io.flywheel.pipeline;

import static io.flywheel.pipeline.names.Operators.CONTROL_ACCEPTED;
import static io.flywheel.pipeline.names.Operators.CONTROL_ERRORS;
import static io.flywheel.pipeline.names.Operators.CONTROL_ROWS;
import static io.flywheel.pipeline.names.Operators.CONTROL_SOURCE;
import static io.flywheel.pipeline.names.Operators.JUDGE_CONTROL;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.control.ControlArrival;
import io.flywheel.pipeline.control.ControlClock;
import io.flywheel.pipeline.control.ControlOutcome;
import io.flywheel.pipeline.control.JudgeControl;
import io.flywheel.pipeline.control.SelectAccepted;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph from what people decide to all who act by it.
 *
 * <pre>
 * control topic ── judge ──┬─ accepted
 *                          ├─ control rows
 *                          └─ control errors topic
 * </pre>
 */
public final class ControlTopology {

    private ControlTopology() {}

    /** Builds the graph and hands on what was accepted, to be broadcast to all who act by it. */
    public static DataStream<ControlRecord> build(StreamExecutionEnvironment environment, ControlFeed feed) {
        SingleOutputStreamOperator<ControlArrival> arrivals = CONTROL_SOURCE.mark(environment
                .fromSource(feed.topic(), ControlClock.strategy(), CONTROL_SOURCE.title())
                .setParallelism(1));
        SingleOutputStreamOperator<ControlOutcome> outcomes = JUDGE_CONTROL.mark(
                arrivals.process(new JudgeControl(feed.checks()), TypeInformation.of(ControlOutcome.class))
                        .setParallelism(1));
        CONTROL_ROWS.mark(outcomes.sinkTo(feed.rows()).setParallelism(1));
        CONTROL_ERRORS.mark(outcomes.sinkTo(feed.errors()).setParallelism(1));
        return CONTROL_ACCEPTED.mark(outcomes.flatMap(new SelectAccepted())
                .returns(TypeInformation.of(ControlRecord.class))
                .setParallelism(1));
    }
}
