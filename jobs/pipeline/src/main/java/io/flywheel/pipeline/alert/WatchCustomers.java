package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.CustomerAlerts;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.customer.CustomerUpdate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

/**
 * Watches the customers for what the rules in force describe: asks at each update, and while an alert is open also as time passes and when people decide something.
 *
 * <p><b>Shape:</b> keyed by customer. A customer without an alert, now or before, has no state here, unless one of the rules about changes is for it; one with an open alert has one timer or a few.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Customers".
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it hands it anything
public final class WatchCustomers
        extends KeyedBroadcastProcessFunction<String, CustomerUpdate, ControlRecord, AlertOutput> {

    private static final long serialVersionUID = 1;

    private final RuleSource rules;
    private transient Decisions decisions;
    private transient CustomerAlerts alerts;
    private transient AlertBooks books;

    public WatchCustomers(RuleSource rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        decisions = new Decisions(rules);
        alerts = new CustomerAlerts(decisions.history());
        books = new AlertBooks(getRuntimeContext());
    }

    @Override
    public void processElement(CustomerUpdate update, ReadOnlyContext context, Collector<AlertOutput> out)
            throws Exception {
        byte[] packed = books.packed();
        AlertBook book = AlertBook.unpack(packed);
        alerts.heard(book, update, books.telling(out));
        if (packed != null || !book.isBlank()) {
            books.keep(
                    book,
                    context.timerService(),
                    alerts.nextLookMillis(
                            book,
                            Math.max(
                                    update.momentum().asOfMillis(),
                                    context.timerService().currentWatermark())));
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
            books.lookAtAll(context, out, alerts::decided);
        }
    }
}
