package io.flywheel.pipeline.relay;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Lets contents pass and leaves heartbeats behind: their time has reached the watermark already. */
public final class SelectContents<T> implements FlatMapFunction<Arrived<T>, T> {

    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(Arrived<T> arrived, Collector<T> out) {
        T content = arrived.content();
        if (content != null) {
            out.collect(content);
        }
    }
}
