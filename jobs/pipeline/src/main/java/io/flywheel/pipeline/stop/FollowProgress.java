package io.flywheel.pipeline.stop;

import io.flywheel.domain.quality.Progress;
import io.flywheel.pipeline.names.States;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells those behind it the time by the progress of the stop before it, and takes the progress out of the stream.
 *
 * <p>A stop passes a watermark on at once and sends its rows a little later, so behind it the watermark overtakes rows. Its progress does not: once it has come, all rows of before it have. So whoever waits
 * for the time told here waits for the rows, too, and finds the same in a replay as when it happened.
 *
 * <p>A snapshot of Flink holds no watermark. This one remembers how far it was, the least of all subtasks, so that after a restart a correction of what is long over is not taken for something new.
 *
 * <p><b>Shape:</b> right behind the stop, so that each subtask hears of its own.
 */
@SuppressWarnings("NullAway.Init") // Flink initialises an operator before it hands it anything
public final class FollowProgress<I, O> extends AbstractStreamOperator<O> implements OneInputStreamOperator<I, O> {

    private static final long serialVersionUID = 1;

    private final Part<I, Progress> progressOf;
    private final Part<I, O> contentOf;
    private transient ListState<Long> kept;
    private transient long told;
    private transient boolean isToldAgain;

    /** One of the two things that an output of a stop may be; null if it is another. */
    @FunctionalInterface
    public interface Part<I, T> extends Function<I, @Nullable T>, Serializable {}

    public FollowProgress(Part<I, Progress> progressOf, Part<I, O> contentOf) {
        this.progressOf = progressOf;
        this.contentOf = contentOf;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        kept = context.getOperatorStateStore().getUnionListState(States.progressTold());
        told = Long.MIN_VALUE;
        isToldAgain = true;
        if (context.isRestored()) {
            long least = Long.MAX_VALUE;
            for (long ofSubtask : kept.get()) {
                least = Math.min(least, ofSubtask);
            }
            told = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
            isToldAgain = told == Long.MIN_VALUE;
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        kept.update(List.of(told));
    }

    @Override
    public void processElement(StreamRecord<I> element) {
        if (!isToldAgain) {
            isToldAgain = true;
            output.emitWatermark(new Watermark(told));
        }
        Progress progress = progressOf.apply(element.getValue());
        if (progress != null) {
            told = Math.max(told, progress.watermarkMillis());
            output.emitWatermark(new Watermark(told));
            return;
        }
        O content = contentOf.apply(element.getValue());
        if (content != null) {
            output.collect(new StreamRecord<>(content));
        }
    }

    /** Only the end of all time passes: everything was sent before it. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
            output.emitWatermark(mark);
        }
    }
}
