package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.WindowAlerts;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WindowCells;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
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
    private transient AlertBooks books;
    private transient MapState<Long, byte[]> awaited;

    public WatchWindows(RuleSource rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        cells = new WindowCells();
        decisions = new Decisions(rules);
        alerts = new WindowAlerts(decisions.history());
        grains = decisions.history().grains();
        books = new AlertBooks(getRuntimeContext());
        awaited = getRuntimeContext().getMapState(States.awaitedWindows());
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
        AlertBook book = AlertBook.unpack(books.packed());
        Series series = Series.ofKey(row.series());
        WindowTotals totals = cells.read(content);
        if (window.endMillis() + window.grain().stepMillis() > now) {
            alerts.over(book, series, window, totals, books.telling(out));
        } else {
            alerts.corrected(book, series, window, totals, books.telling(out));
        }
        books.keep(book, context.timerService(), alerts.nextLookMillis(book, now));
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<AlertOutput> out) throws Exception {
        // at the end of all input no window is over that was not before
        if (context.timerService().currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
            return;
        }
        AlertBook book = AlertBook.unpack(books.packed());
        Series series = Series.ofKey(context.getCurrentKey());
        for (Grain grain : Grain.values()) {
            if (Math.floorMod(atMillis, grain.stepMillis()) == 0) {
                over(book, series, new Window(grain, atMillis), books.telling(out));
            }
        }
        alerts.passed(book, series, atMillis, books.telling(out));
        books.keep(book, context.timerService(), alerts.nextLookMillis(book, atMillis));
    }

    @Override
    public void processBroadcastElement(ControlRecord record, Context context, Collector<AlertOutput> out)
            throws Exception {
        if (decisions.heard(record)) {
            grains = decisions.history().grains();
            books.lookAtAll(
                    context, out, (book, series, now, told) -> alerts.passed(book, Series.ofKey(series), now, told));
        }
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
}
