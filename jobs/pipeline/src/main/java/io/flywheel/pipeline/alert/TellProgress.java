package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.quality.Progress;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says how far those that watch for alerts have come, behind all that they told until then: the slowest of them is meant.
 *
 * <p>Each of them tells what it found before it lets the time pass, so the time is enough to know.
 *
 * <p><b>Shape:</b> right behind the stops, so that each subtask speaks for its own. No state.
 */
public final class TellProgress extends AbstractStreamOperator<AlertOutput>
        implements OneInputStreamOperator<AlertOutput, AlertOutput> {

    private static final long serialVersionUID = 1;
    static final String STAGE = "alerts";

    private final String job;

    /** For the job of this name. */
    public TellProgress(String job) {
        this.job = job;
    }

    @Override
    public void processElement(StreamRecord<AlertOutput> element) {
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        output.collect(new StreamRecord<>(AlertOutput.of(new Progress(job, STAGE, subtask, mark.getTimestamp()))));
    }
}
