package io.flywheel.pipeline.control;

import io.flywheel.domain.control.ControlJudgement;
import io.flywheel.domain.control.ControlJudgement.Verdict;
import io.flywheel.domain.control.ControlLedger;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Judges every record of the control topic: accepted, known, or refused with a reason.
 *
 * <p><b>Shape:</b> one subtask, for versions are judged in their order.
 *
 * <p><b>Source:</b> docs/reference/control.md.
 */
@SuppressWarnings("NullAway.Init") // Flink initialises a function before it hands it anything
public final class JudgeControl extends ProcessFunction<ControlArrival, ControlOutcome>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private final ControlChecks checks;
    private transient ControlLedger ledger;
    private transient ListState<ControlRecord> kept;
    private transient Counter refused;

    public JudgeControl(ControlChecks checks) {
        this.checks = checks;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ledger = checks.open();
        kept = context.getOperatorStateStore().getListState(States.decisions());
        for (ControlRecord record : kept.get()) {
            ledger.restore(record);
        }
    }

    @Override
    public void open(OpenContext context) {
        refused = Metrics.CONTROL_REFUSED.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        kept.update(ledger.latest());
    }

    @Override
    public void processElement(ControlArrival arrival, Context context, Collector<ControlOutcome> out) {
        ControlJudgement judgement = arrival.record() == null
                ? ControlJudgement.refused(null, String.valueOf(arrival.problem()))
                : ledger.take(arrival.record());
        if (judgement.verdict() == Verdict.REFUSED) {
            refused.inc();
        }
        out.collect(new ControlOutcome(arrival, judgement));
    }
}
