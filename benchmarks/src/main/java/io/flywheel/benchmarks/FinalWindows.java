package io.flywheel.benchmarks;

import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Counts rows of windows and adds up the last ones, for the comparison after the clock has stopped.
 *
 * <p><b>Shape:</b> for one job at a time in this process, with any number of writers.
 */
final class FinalWindows implements Sink<WindowFigures> {

    private static final long serialVersionUID = 1;

    private static volatile Kept kept = new Kept();

    /** What the job that ran last has sent. */
    static final class Kept {
        final LongAdder rows = new LongAdder();
        final LongAdder windows = new LongAdder();
        final LongAdder sum = new LongAdder();
    }

    /** Forgets what an earlier job has sent. */
    static void reset() {
        kept = new Kept();
    }

    static Kept kept() {
        return kept;
    }

    @Override
    public SinkWriter<WindowFigures> createWriter(WriterInitContext context) {
        Kept shared = kept;
        return new SinkWriter<>() {
            @Override
            public void write(WindowFigures figures, Context writeContext) {
                shared.rows.increment();
                if (figures.isFinal()) {
                    shared.windows.increment();
                    shared.sum.add(figures.hash());
                }
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
