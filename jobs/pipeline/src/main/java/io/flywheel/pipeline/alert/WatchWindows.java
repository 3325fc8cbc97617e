package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertCourse;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.WindowAlerts;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

/**
 * Watches the windows of the wheel for what the rules describe: asks when a window is over, and again when it is corrected.
 *
 * <p><b>Shape:</b> keyed by series; the time must not overtake the rows, see {@link FollowProgress}. Windows that no rule reads pass without a trace.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Windows".
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it hands it anything
public final class WatchWindows extends KeyedBroadcastProcessFunction<String, CellRow, ControlRecord, AlertOutput> {

    private static final long serialVersionUID = 1;

    private final RuleSource rules;
    private transient WindowCells cells;
    private transient Decisions decisions;
    private transient WindowAlerts alerts;
    private transient Set<Grain> grains;
    private transient ValueState<byte[]> books;
    private transient MapState<Long, byte[]> awaited;
    private transient Counter changes;

    public WatchWindows(RuleSource rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        cells = new WindowCells();
        decisions = new Decisions(rules);
        alerts = new WindowAlerts(decisions.history());
        grains = decisions.history().grains();
        books = getRuntimeContext().getState(States.alerts());
        awaited = getRuntimeContext().getMapState(States.awaitedWindows());
        changes = Metrics.ALERT_CHANGES.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(CellRow row, ReadOnlyContext context, Collector<AlertOutput> out) throws Exception {
        byte[] content = row.content();
        Window window = WindowCells.window(row.cell());
        if (content == null || !grains.contains(window.grain())) {
            return;
        }
        long now = context.timerService().currentWatermark();
        if (window.endMillis() > now) {
            awaited.put(row.cell(), content);
            context.timerService().registerEventTimeTimer(window.endMillis());
            return;
        }
        AlertBook book = AlertBook.unpack(books.value());
        Series series = Series.ofKey(row.series());
        WindowTotals totals = cells.read(content);
        if (window.endMillis() + window.grain().stepMillis() > now) {
            alerts.over(book, series, window, totals, output -> tell(output, out));
        } else {
            alerts.corrected(book, series, window, totals, output -> tell(output, out));
        }
        keep(book, context.timerService(), now);
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<AlertOutput> out) throws Exception {
        // at the end of all input no window is over that was not before
        if (context.timerService().currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
            return;
        }
        AlertBook book = AlertBook.unpack(books.value());
        Series series = Series.ofKey(context.getCurrentKey());
        for (Grain grain : Grain.values()) {
            if (Math.floorMod(atMillis, grain.stepMillis()) == 0) {
                over(book, series, new Window(grain, atMillis), output -> tell(output, out));
            }
        }
        alerts.passed(book, series, atMillis, output -> tell(output, out));
        keep(book, context.timerService(), atMillis);
    }

    @Override
    public void processBroadcastElement(ControlRecord record, Context context, Collector<AlertOutput> out)
            throws Exception {
        long now = context.currentWatermark();
        if (!decisions.heard(record)) {
            return;
        }
        grains = decisions.history().grains();
        if (now == Long.MIN_VALUE || now == Watermark.MAX_WATERMARK.getTimestamp()) {
            return;
        }
        context.applyToKeyedState(States.alerts(), (series, state) -> {
            AlertBook book = AlertBook.unpack(state.value());
            alerts.passed(book, Series.ofKey(series), now, output -> tell(output, out));
            if (!book.isBlank()) {
                state.update(book.pack());
            }
        });
    }

    private void over(AlertBook book, Series series, Window window, Consumer<AlertOutput> told) throws Exception {
        long cell = WindowCells.cell(window);
        byte[] content = awaited.get(cell);
        if (content != null) {
            awaited.remove(cell);
            alerts.over(book, series, window, cells.read(content), told);
        } else if (alerts.waitsFor(book, window)) {
            alerts.nothing(book, series, window, told);
        }
    }

    private void keep(AlertBook book, TimerService timers, long atMillis) throws Exception {
        if (book.isBlank()) {
            books.clear();
            return;
        }
        books.update(book.pack());
        long next = alerts.nextLookMillis(book, atMillis);
        if (next != AlertCourse.NEVER) {
            timers.registerEventTimeTimer(next);
        }
    }

    private void tell(AlertOutput output, Collector<AlertOutput> out) {
        if (output.transition() != null) {
            changes.inc();
        }
        out.collect(output);
    }
}
