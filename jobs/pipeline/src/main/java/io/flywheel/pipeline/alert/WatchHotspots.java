package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.HotspotAlerts;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.spike.SpotReading;
import org.apache.flink.api.common.functions.OpenContext;
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
    private transient AlertBooks books;

    public WatchHotspots(RuleSource rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        decisions = new Decisions(rules);
        alerts = new HotspotAlerts(decisions.history());
        books = new AlertBooks(getRuntimeContext());
    }

    @Override
    public void processElement(SpotReading reading, ReadOnlyContext context, Collector<AlertOutput> out)
            throws Exception {
        byte[] packed = books.packed();
        AlertBook book = AlertBook.unpack(packed);
        alerts.over(book, reading, books.telling(out));
        if (packed != null || !book.isBlank()) {
            books.keep(book, context.timerService(), alerts.nextLookMillis(book, reading.endMillis()));
        }
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<AlertOutput> out) throws Exception {
        byte[] packed = books.packed();
        // at the end of all input nothing is to be foreseen
        if (packed == null || context.timerService().currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
            return;
        }
        AlertBook book = AlertBook.unpack(packed);
        alerts.passed(book, context.getCurrentKey(), atMillis, books.telling(out));
        books.keep(book, context.timerService(), alerts.nextLookMillis(book, atMillis));
    }

    @Override
    public void processBroadcastElement(ControlRecord record, Context context, Collector<AlertOutput> out)
            throws Exception {
        if (decisions.heard(record)) {
            books.lookAtAll(context, out, alerts::passed);
        }
    }
}
