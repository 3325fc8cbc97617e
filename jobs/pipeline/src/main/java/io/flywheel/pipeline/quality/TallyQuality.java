package io.flywheel.pipeline.quality;

import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.domain.quality.QualityWindow;
import io.flywheel.pipeline.names.States;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up what became of the records of each hour, forgets the hour after the retention, and says how far it has come.
 *
 * <p>An operator and no function, because it passes its progress on with the watermark.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public final class TallyQuality extends AbstractStreamOperator<QualityOutput>
        implements OneInputStreamOperator<QualityCount, QualityOutput>, Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1;
    private static final String STAGE = "quality";

    private final String job;
    private final long retentionMillis;
    private transient ValueState<QualityWindow> window;
    private transient InternalTimerService<VoidNamespace> timers;

    public TallyQuality(String job, long retentionMillis) {
        this.job = job;
        this.retentionMillis = retentionMillis;
    }

    @Override
    public void open() throws Exception {
        super.open();
        window = getRuntimeContext().getState(States.qualityWindow());
        timers = getInternalTimerService(States.FORGET_WINDOW, VoidNamespaceSerializer.INSTANCE, this);
    }

    @Override
    public void processElement(StreamRecord<QualityCount> element) throws Exception {
        QualityCount count = element.getValue();
        QualityWindow known = window.value();
        if (known == null) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, count.windowStartMillis() + retentionMillis);
        }
        QualityWindow before = known == null ? QualityWindow.startOf(count) : known;
        QualityWindow after = before.plus(count);
        window.update(after);
        output.collect(new StreamRecord<>(QualityOutput.of(after)));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            super.processWatermark(mark);
            int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            output.collect(
                    new StreamRecord<>(QualityOutput.of(new Progress(job, STAGE, subtask, mark.getTimestamp()))));
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        window.clear();
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no timer of processing time is ever set");
    }
}
