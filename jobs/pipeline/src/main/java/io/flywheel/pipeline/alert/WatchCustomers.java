package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertCourse;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.CustomerAlerts;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.pipeline.names.States;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

/**
 * Watches the customers for what the rules in force describe: asks at each update, and while an alert is open also as time passes and when people decide something.
 *
 * <p>Who was erased is forgotten: what is open ends, for whoever was told of it waits for the end, and updates that count what happened before are passed over. A restored book of before is taken for none until
 * the erasure is heard of again, which is when all of them go.
 *
 * <p><b>Shape:</b> keyed by customer. A customer without an alert, now or before, has no state here, unless one of the rules about changes is for it; one with an open alert has one timer.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Customers".
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it hands it anything
public final class WatchCustomers
        extends KeyedBroadcastProcessFunction<String, CustomerUpdate, ControlRecord, AlertOutput> {

    private static final long serialVersionUID = 1;

    private final RuleSource rules;
    private final String job;
    private final String stage;
    private transient Decisions decisions;
    private transient CustomerAlerts alerts;
    private transient AlertBooks books;
    private transient TimerService timers;

    /** The stop of the job of this name, within the stage that tells its progress by that name. */
    public static TwoInputStreamOperator<CustomerUpdate, ControlRecord, AlertOutput> stop(
            RuleSource rules, String job, String stage) {
        return new Stop(new WatchCustomers(rules, job, stage));
    }

    private WatchCustomers(RuleSource rules, String job, String stage) {
        this.rules = rules;
        this.job = job;
        this.stage = stage;
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
        String customerId = update.profile().customerId();
        if (decisions.isErased(customerId, update.profile().firstSeenAtMillis())) {
            return;
        }
        byte[] packed = books.packed();
        AlertBook book = AlertBook.unpack(packed);
        if (isErased(customerId, book)) {
            book = new AlertBook();
        }
        alerts.heard(book, update, books.telling(out));
        if (packed != null || !book.isBlank()) {
            keep(
                    book,
                    Math.max(
                            update.momentum().asOfMillis(),
                            context.timerService().currentWatermark()));
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
        if (isErased(context.getCurrentKey(), book)) {
            books.forget();
            return;
        }
        alerts.passed(book, context.getCurrentKey(), atMillis, books.telling(out));
        keep(book, atMillis);
    }

    @Override
    public void processBroadcastElement(ControlRecord record, Context context, Collector<AlertOutput> out)
            throws Exception {
        if (record.kind() == ControlKind.ERASURE) {
            erase(record, context, out);
        } else if (decisions.heard(record)) {
            books.lookAtAll(context, out, alerts::decided);
        }
    }

    /** What was known when this opened is told no end of: the rows of those alerts may be deleted already, and would come back. */
    private void erase(ControlRecord erasure, Context context, Collector<AlertOutput> out) throws Exception {
        boolean isNews = decisions.erase(erasure);
        Consumer<AlertOutput> told = books.telling(out);
        long forgotten = books.forget(context, this::isErased, this::end, isNews ? told : unheard -> {});
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        told.accept(AlertOutput.of(ErasureStep.of(erasure, job, stage, subtask, forgotten)));
    }

    /** Whether the book is from before its customer was erased: a restored one may be. */
    private boolean isErased(String customerId, AlertBook book) {
        return decisions.isErased(customerId, book.firstSeenAtMillis());
    }

    private void end(AlertBook book, String customerId, long nowMillis, Consumer<AlertOutput> told) {
        alerts.erased(book, customerId, nowMillis, told);
        if (book.nextLookAtMillis() != AlertCourse.NEVER) {
            // the key is that of the book
            timers.deleteEventTimeTimer(book.nextLookAtMillis());
        }
    }

    /** A customer has one timer at the most, and the book knows it, so that nothing of the customer is left behind when the book is let go of. */
    private void keep(AlertBook book, long afterMillis) throws Exception {
        long next = alerts.nextLookMillis(book, afterMillis);
        long planned = book.nextLookAtMillis();
        if (planned != next && planned != AlertCourse.NEVER) {
            timers.deleteEventTimeTimer(planned);
        }
        book.nextLookAt(next);
        books.keep(book, timers, next);
    }

    /** Flink's own operator, which besides hands its timers to the function: those of a customer whom no update is about are to be deleted, too. */
    private static final class Stop
            extends CoBroadcastWithKeyedOperator<String, CustomerUpdate, ControlRecord, AlertOutput> {

        private static final long serialVersionUID = 1;
        private static final String TIMERS = "user-timers";

        Stop(WatchCustomers function) {
            super(function, List.of(States.broadcastDecisions()));
        }

        @Override
        public void open() throws Exception {
            super.open();
            ((WatchCustomers) userFunction).timers =
                    new SimpleTimerService(getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this));
        }
    }
}
