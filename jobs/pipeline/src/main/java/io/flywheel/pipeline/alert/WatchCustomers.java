package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertCourse;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.CustomerAlerts;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.customer.CustomerUpdate;
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
 * Watches the customers for what the rules in force describe: asks at each update, and while an alert is open also as time passes and when people decide something.
 *
 * <p><b>Shape:</b> keyed by customer. A customer without an alert, now or before, has no state here; one with an open alert has one timer or a few.
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
    private transient ValueState<byte[]> books;
    private transient Counter changes;

    public WatchCustomers(RuleSource rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        decisions = new Decisions(rules);
        alerts = new CustomerAlerts(decisions.history());
        books = getRuntimeContext().getState(States.alerts());
        changes = Metrics.ALERT_CHANGES.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(CustomerUpdate update, ReadOnlyContext context, Collector<AlertOutput> out)
            throws Exception {
        byte[] packed = books.value();
        AlertBook book = AlertBook.unpack(packed);
        alerts.heard(book, update, output -> tell(output, out));
        if (packed != null || !book.isBlank()) {
            keep(
                    book,
                    context.timerService(),
                    Math.max(
                            update.momentum().asOfMillis(),
                            context.timerService().currentWatermark()));
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
        context.applyToKeyedState(States.alerts(), (customerId, state) -> {
            AlertBook book = AlertBook.unpack(state.value());
            alerts.decided(book, customerId, now, output -> tell(output, out));
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
