package io.flywheel.pipeline.relay;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.pipeline.names.States;
import java.util.Arrays;
import org.apache.flink.api.common.state.MapState;
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
 * Lets those behind a topic hear its records at the time at which their sender sent them, as if there were no topic.
 *
 * <p>Partitions are read at different speeds, so a record may be here long before the time that its sender knew has come: whatever was to be looked at until then would be looked at after it. Such a record waits, and
 * the time is told step by step, each record after the time of its sender and before any later one.
 *
 * <p><b>Shape:</b> keyed by what the sender keyed its records by; the records of a key keep their order. State holds what waits and nothing else.
 *
 * <p><b>Source:</b> docs/decisions/0023-alert-job.md.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public final class KeepTime<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<Arrived<T>, T>, Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1;

    private final HeldForm<T> form;
    private transient MapState<Long, byte[]> held;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient long told;

    public KeepTime(HeldForm<T> form) {
        this.form = form;
    }

    @Override
    public void open() throws Exception {
        super.open();
        held = getRuntimeContext().getMapState(States.heldRecords());
        timers = getInternalTimerService(States.TIME_OF_SENDER, VoidNamespaceSerializer.INSTANCE, this);
        told = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<Arrived<T>> element) throws Exception {
        T content = element.getValue().present();
        long sentAt = element.getValue().sentAtMillis();
        if (sentAt <= told) {
            output.collect(new StreamRecord<>(content));
            return;
        }
        StateWriter out = new StateWriter();
        out.putBytes(form.pack(content));
        byte[] before = held.get(sentAt);
        if (before == null) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, sentAt);
            held.put(sentAt, out.toBytes());
        } else {
            held.put(sentAt, joined(before, out.toBytes()));
        }
    }

    private static byte[] joined(byte[] before, byte[] more) {
        byte[] both = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, both, before.length, more.length);
        return both;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        told = mark.getTimestamp();
    }

    /** The time of a sender has come: it is told, then what was sent at it. */
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long sentAt = timer.getTimestamp();
        if (sentAt > told) {
            told = sentAt;
            output.emitWatermark(new Watermark(sentAt));
        }
        byte[] packed = held.get(sentAt);
        if (packed == null) {
            return;
        }
        held.remove(sentAt);
        for (StateReader in = new StateReader(packed); !in.isAtEnd(); ) {
            output.collect(new StreamRecord<>(form.unpack(in.getBytes())));
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no timer of processing time is ever set");
    }
}
