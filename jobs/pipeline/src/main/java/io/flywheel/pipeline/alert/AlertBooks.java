package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertCourse;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** What a stop that watches keeps of its alerts, whatever they are about: a packed book a key, a timer for the next look, and a count of the changes that were told. */
final class AlertBooks {

    private final ValueState<byte[]> books;
    private final Counter changes;

    AlertBooks(RuntimeContext runtime) {
        this.books = runtime.getState(States.alerts());
        this.changes = Metrics.ALERT_CHANGES.counter(runtime.getMetricGroup());
    }

    /** What is kept of the present key; null if nothing is. */
    byte @Nullable [] packed() throws IOException {
        return books.value();
    }

    /** Keeps a book that is worth it, and wakes the key when it is to be looked at again. */
    void keep(AlertBook book, TimerService timers, long nextLookMillis) throws IOException {
        if (book.isBlank()) {
            books.clear();
            return;
        }
        books.update(book.pack());
        if (nextLookMillis != AlertCourse.NEVER) {
            timers.registerEventTimeTimer(nextLookMillis);
        }
    }

    /** Lets go of the book of the present key. */
    void forget() {
        books.clear();
    }

    /** Passes on what is told, and counts the changes. */
    Consumer<AlertOutput> telling(Collector<AlertOutput> out) {
        return output -> {
            if (output.transition() != null) {
                changes.inc();
            }
            out.collect(output);
        };
    }

    /** Looks at every book that is kept, as of now; at nothing before the first watermark and after the last. */
    <I> void lookAtAll(
            KeyedBroadcastProcessFunction<String, I, ControlRecord, AlertOutput>.Context context,
            Collector<AlertOutput> out,
            Look look)
            throws Exception {
        long now = context.currentWatermark();
        if (now == Long.MIN_VALUE || now == Watermark.MAX_WATERMARK.getTimestamp()) {
            return;
        }
        Consumer<AlertOutput> told = telling(out);
        context.applyToKeyedState(States.alerts(), (key, state) -> {
            AlertBook book = AlertBook.unpack(state.value());
            look.at(book, key, now, told);
            if (!book.isBlank()) {
                state.update(book.pack());
            }
        });
    }

    /** Lets go of books, telling what is to be told of their end; how many there were. */
    <I> long forget(
            KeyedBroadcastProcessFunction<String, I, ControlRecord, AlertOutput>.Context context,
            BiPredicate<String, AlertBook> isMeant,
            Look last,
            Consumer<AlertOutput> told)
            throws Exception {
        long now = context.currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()
                ? Long.MIN_VALUE
                : context.currentWatermark();
        LongAdder forgotten = new LongAdder();
        context.applyToKeyedState(States.alerts(), (key, state) -> {
            AlertBook book = AlertBook.unpack(state.value());
            if (isMeant.test(key, book)) {
                last.at(book, key, now, told);
                state.clear();
                forgotten.increment();
            }
        });
        return forgotten.sum();
    }

    /** What is to be done with a book. */
    @FunctionalInterface
    interface Look {
        void at(AlertBook book, String key, long nowMillis, Consumer<AlertOutput> told);
    }
}
