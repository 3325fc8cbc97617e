package io.flywheel.pipeline.control;

import io.flywheel.domain.control.ControlJudgement.Verdict;
import io.flywheel.domain.control.ControlRecord;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Takes the records out of their outcomes that are in force now. */
public final class SelectAccepted implements FlatMapFunction<ControlOutcome, ControlRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(ControlOutcome outcome, Collector<ControlRecord> out) {
        ControlRecord record = outcome.judgement().record();
        if (record != null && outcome.judgement().verdict() == Verdict.ACCEPTED) {
            out.collect(record);
        }
    }
}
