package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertCourse;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.HotspotAlerts;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

/**
 * Watches friction by place and type for what the rules describe: asks at each five minutes that rubbed, and while an alert is open also as time passes.
 *
 * <p><b>Shape:</b> keyed by place and type; the readings of a key come in the order of time, and the time does not overtake them.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Hotspots".
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it hands it anything
public final class WatchHotspots
        extends KeyedBroadcastProcessFunction<String, SpotReading, ControlRecord, AlertOutput> {

    private static final long serialVersionUID = 1;

    private final RuleSource rules;
    private transient Decisions decisions;
    private transient HotspotAlerts alerts;
    private transient ValueState<byte[]> books;
    private transient Counter changes;

    public WatchHotspots(RuleSource rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        decisions = new Decisions(rules);
        alerts = new HotspotAlerts(decisions.history());
        books = getRuntimeContext().getState(States.alerts());
        changes = Metrics.ALERT_CHANGES.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(SpotReading reading, ReadOnlyContext context, Collector<AlertOutput> out)
            throws Exception {
        byte[] packed = books.value();
        AlertBook book = AlertBook.unpack(packed);
        alerts.over(book, reading, output -> tell(output, out));
        if (packed != null || !book.isBlank()) {
            keep(book, context.timerService(), reading.endMillis());
        }
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<AlertOutput> out) throws Exception {
        byte[] packed = books.value();
        // at the end of all input nothing is to be foreseen
        if (packed == null || context.timerService().currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
            return;
        }
        AlertBook book = AlertBook.unpack(packed);
        alerts.passed(book, context.getCurrentKey(), atMillis, output -> tell(output, out));
        keep(book, context.timerService(), atMillis);
    }

    @Override
    public void processBroadcastElement(ControlRecord record, Context context, Collector<AlertOutput> out)
            throws Exception {
        long now = context.currentWatermark();
        if (!decisions.heard(record) || now == Long.MIN_VALUE || now == Watermark.MAX_WATERMARK.getTimestamp()) {
            return;
        }
        context.applyToKeyedState(States.alerts(), (series, state) -> {
            AlertBook book = AlertBook.unpack(state.value());
            alerts.passed(book, series, now, output -> tell(output, out));
            if (!book.isBlank()) {
                state.update(book.pack());
            }
        });
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
