package io.flywheel.benchmarks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerListener;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.customer.SignalListener;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.customer.MomentumRules;
import io.flywheel.pipeline.customer.TrackingSettings;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

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

    private final MomentumRules sources;
    private final StateForm<S> form;
    private transient SignalCatalogue catalogue;
    private transient CustomerRules rules;
    private transient CustomerMeter meter;
    private transient ValueState<S> value;

    FoldEachEvent(MomentumRules sources, StateForm<S> form) {
        this.sources = sources;
        this.form = form;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        catalogue = sources.catalogue().load();
        rules = new CustomerRules(catalogue, sources.detectors().load());
        meter = new CustomerMeter(catalogue, sources.riskModel().load());
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
        String customerId = context.getCurrentKey();
        List<Finding> found = state.find(watermark, rules);
        CustomerState view = state.with(found, catalogue);
        CustomerUpdate update = meter.measure(customerId, view, watermark);
        long look = state.tell(customerId, found, view, watermark, rules, CustomerListener.NOTHING);
        Long change = update.nextChangeAtMillis();
        setAlarm(state, change == null ? look : Math.min(look, change), context);
        if (watermark != Long.MIN_VALUE) {
            state.settle(customerId, watermark - TrackingSettings.MEMORY_MILLIS, rules, CustomerListener.NOTHING);
        }
        value.update(form.write(state));
        out.collect(CustomerOutput.of(update));
    }

    private void setAlarm(CustomerState state, long wanted, Context context) {
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
