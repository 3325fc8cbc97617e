package io.flywheel.pipeline.stop;

import io.flywheel.domain.quality.Progress;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Says how far a stage has come whose stops tell what they found before they let the time pass, behind all that they told until then: the slowest of them is meant.
 *
 * <p><b>Shape:</b> right behind the stops, so that each subtask speaks for its own, and right before the table. No state.
 */
public final class TellProgress<I, O> extends AbstractStreamOperator<O> implements OneInputStreamOperator<I, O> {

    private static final long serialVersionUID = 2;

    private final String job;
    private final String stage;
    private final SerializableFunction<I, O> ofContent;
    private final SerializableFunction<Progress, O> ofProgress;

    /**
     * For a stage of the job of this name.
     *
     * @param ofContent the form in which the table takes what the stops tell
     * @param ofProgress the form in which it takes how far they have come
     */
    public TellProgress(
            String job,
            String stage,
            SerializableFunction<I, O> ofContent,
            SerializableFunction<Progress, O> ofProgress) {
        this.job = job;
        this.stage = stage;
        this.ofContent = ofContent;
        this.ofProgress = ofProgress;
    }

    @Override
    public void processElement(StreamRecord<I> element) {
        output.collect(new StreamRecord<>(ofContent.apply(element.getValue())));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        output.collect(new StreamRecord<>(ofProgress.apply(new Progress(job, stage, subtask, mark.getTimestamp()))));
    }
}
