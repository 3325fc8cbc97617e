package io.flywheel.pipeline.relay;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives every record the time of its sender, and tells every partition the time whenever it moves on.
 *
 * <p>The parts of a job may be months of event time apart while they read history. Timestamps of records say nothing about that; the watermarks of their senders do, and travel with them.
 *
 * <p><b>Shape:</b> chained behind the stop that sends, or behind what follows its progress, so that time and records keep their order.
 *
 * <p><b>Source:</b> docs/decisions/0012-time-of-the-signal-topic.md.
 */
public final class StampRecords<T> extends AbstractStreamOperator<Stamped<T>>
        implements OneInputStreamOperator<T, Stamped<T>> {

    private static final long serialVersionUID = 1;

    /** The time is told to so many partitions; whoever writes leaves out those that the topic does not have. */
    public static final int MOST_PARTITIONS = 128;

    private transient long watermark;

    @Override
    public void open() throws Exception {
        super.open();
        watermark = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        output.collect(new StreamRecord<>(new Stamped<>(element.getValue(), -1, clock()), element.getTimestamp()));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
            watermark = mark.getTimestamp();
            for (int partition = 0; partition < MOST_PARTITIONS; partition++) {
                output.collect(new StreamRecord<>(new Stamped<>(null, partition, clock())));
            }
        }
        super.processWatermark(mark);
    }

    private SenderClock clock() {
        var task = getRuntimeContext().getTaskInfo();
        return new SenderClock(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks(), watermark);
    }
}
