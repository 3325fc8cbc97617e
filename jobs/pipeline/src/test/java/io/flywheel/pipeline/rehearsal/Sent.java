package io.flywheel.pipeline.rehearsal;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** What a stop sent in a test of it alone. */
public final class Sent {

    private Sent() {}

    /** What was sent since this was last asked, without watermarks. */
    @SuppressWarnings("unchecked") // the queue holds records of the stop's output, and watermarks
    public static <O> List<O> by(AbstractStreamOperatorTestHarness<O> flink) {
        List<O> sent = new ArrayList<>();
        for (Object out = flink.getOutput().poll();
                out != null;
                out = flink.getOutput().poll()) {
            if (out instanceof StreamRecord<?> streamRecord) {
                sent.add((O) streamRecord.getValue());
            }
        }
        return sent;
    }
}
