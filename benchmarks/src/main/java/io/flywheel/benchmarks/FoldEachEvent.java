package io.flywheel.benchmarks;

import io.flywheel.domain.customer.CustomerListener;
import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.customer.SignalListener;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.customer.CatalogueSource;
import io.flywheel.pipeline.customer.RiskModelSource;
import io.flywheel.pipeline.customer.TrackingSettings;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The peer: the rules of the momentum job in the form that a good team writes first.
 *
 * <p>For each event it reads the customer's one value, folds, measures, sends a row, and writes the value back. It follows our policy for timers, one a customer and moved only
 * when it would fire too late, so that what differs is state and emission alone. Object reuse is on.
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it hands it anything
final class FoldEachEvent<S> extends KeyedProcessFunction<String, Activity, CustomerOutput> {

    private static final long serialVersionUID = 1;
    private static final long NEVER = Long.MAX_VALUE;

    private final CatalogueSource catalogueSource;
    private final RiskModelSource riskModelSource;
    private final StateForm<S> form;
    private transient SignalCatalogue catalogue;
    private transient CustomerMeter meter;
    private transient ValueState<S> value;

    FoldEachEvent(CatalogueSource catalogueSource, RiskModelSource riskModelSource, StateForm<S> form) {
        this.catalogueSource = catalogueSource;
        this.riskModelSource = riskModelSource;
        this.form = form;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        catalogue = catalogueSource.load();
        meter = new CustomerMeter(catalogue, riskModelSource.load());
        value = getRuntimeContext().getState(form.descriptor());
    }

    @Override
    public void processElement(Activity activity, Context context, Collector<CustomerOutput> out) throws Exception {
        S kept = value.value();
        CustomerState state = kept == null ? new CustomerState() : form.read(kept);
        if (state.fold(activity, rules, SignalListener.NONE) == Outcome.ACCEPTED) {
            report(state, context, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CustomerOutput> out) throws Exception {
        S kept = value.value();
        // the end of bounded input is not the end of time
        if (kept == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        CustomerState state = form.read(kept);
        if (state.alarmAtMillis() == timestamp) {
            state.alarmAt(NEVER);
        }
        report(state, context, out);
    }

    private void report(CustomerState state, Context context, Collector<CustomerOutput> out) throws IOException {
        long watermark = context.timerService().currentWatermark();
        CustomerUpdate update = meter.measure(context.getCurrentKey(), state, watermark);
        setAlarm(state, update.nextChangeAtMillis(), context);
        if (watermark != Long.MIN_VALUE) {
            state.settle("c1", watermark - TrackingSettings.MEMORY_MILLIS, rules, CustomerListener.NOTHING);
        }
        value.update(form.write(state));
        out.collect(CustomerOutput.of(update));
    }

    private void setAlarm(CustomerState state, @Nullable Long crossing, Context context) {
        long wanted = crossing == null ? NEVER : crossing;
        long set = state.alarmAtMillis();
        if (wanted >= set) {
            return;
        }
        if (set != NEVER) {
            context.timerService().deleteEventTimeTimer(set);
        }
        context.timerService().registerEventTimeTimer(wanted);
        state.alarmAt(wanted);
    }
}
