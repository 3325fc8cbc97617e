package io.flywheel.pipeline.signals;

import io.flywheel.domain.signal.Signal;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Lets signals pass and leaves heartbeats behind: their time has reached the watermark already. */
public final class SelectSignals implements FlatMapFunction<InboundSignal, Signal> {

    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(InboundSignal inbound, Collector<Signal> out) {
        Signal signal = inbound.signal();
        if (signal != null) {
            out.collect(signal);
        }
    }
}
