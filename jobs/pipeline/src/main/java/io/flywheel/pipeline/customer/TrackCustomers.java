package io.flywheel.pipeline.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.customer.SignalListener;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.quality.QualityCount.Counted;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.stop.CachedCustomer;
import io.flywheel.pipeline.stop.CustomerStop;
import java.io.IOException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Folds activities into their customers and sends what changed: one update a customer and emission, one signal a meaning, one count an hour.
 *
 * <p>This is the one fat keyed operator of the house. The alarm of a customer is the moment at which their band or their level of churn risk changes by itself, whichever comes first.
 *
 * <p><b>Shape:</b> keyed by customer id.
 *
 * <p><b>Source:</b> docs/decisions/0006-customer-state.md.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public final class TrackCustomers extends CustomerStop<Activity, CustomerState, CustomerOutput> {

    private static final long serialVersionUID = 1;

    private final CatalogueSource catalogueSource;
    private final RiskModelSource riskModelSource;
    private final TrackingSettings settings;

    private transient SignalCatalogue catalogue;
    private transient CustomerMeter meter;
    private transient CustomerStateLayout layout;
    private transient QualityCounts counts;
    private transient SignalListener listener;
    private transient Counter accepted;
    private transient Counter duplicates;
    private transient Counter conflicts;
    private transient Counter updates;
    private transient int signals;

    public TrackCustomers(CatalogueSource catalogueSource, RiskModelSource riskModelSource, TrackingSettings settings) {
        super("customers", settings, States.customer(), States.BAND_CROSSING);
        this.catalogueSource = catalogueSource;
        this.riskModelSource = riskModelSource;
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        catalogue = catalogueSource.load();
        meter = new CustomerMeter(catalogue, riskModelSource.load());
        layout = new CustomerStateLayout(catalogue.decayFingerprint());
        counts = new QualityCounts();
        listener = settings.emitSignals() ? this::emitSignal : SignalListener.NONE;
        registerMetrics();
    }

    private void registerMetrics() {
        MetricGroup group = getMetricGroup();
        accepted = Metrics.ACCEPTED.counter(group);
        duplicates = Metrics.DUPLICATES.counter(group);
        conflicts = Metrics.CONFLICTS.counter(group);
        updates = Metrics.ROWS_EMITTED.counter(group);
        Metrics.CACHE_MISSES.gauge(group, () -> cache.misses());
        Metrics.WRITE_BACKS.gauge(group, () -> cache.writeBacks());
        Metrics.CACHED.gauge(group, () -> cache.size());
        Metrics.UNSAVED.gauge(group, () -> cache.unsavedCount());
    }

    @Override
    public void processElement(StreamRecord<Activity> element) throws Exception {
        Activity activity = element.getValue();
        CachedCustomer<CustomerState> cached = cache.get(activity.customerId());
        int signalsBefore = signals;
        Outcome outcome = cached.state.fold(activity, catalogue, listener);
        switch (outcome) {
            case ACCEPTED -> {
                accept(activity, cached);
                if (settings.emitSignals() && signals == signalsBefore) {
                    emit(SignalsOf.note(activity, catalogue.version()));
                }
            }
            case DUPLICATE -> {
                duplicates.inc();
                counts.add(activity, Counted.DUPLICATE, "");
            }
            case CONFLICT -> refuse(activity);
        }
    }

    private void accept(Activity activity, CachedCustomer<CustomerState> cached) throws IOException {
        accepted.inc();
        counts.add(activity, Counted.ACCEPTED, "");
        if (catalogue.isUnmapped(activity)) {
            counts.add(activity, Counted.UNMAPPED, String.valueOf(activity.customName()));
        }
        changed(cached);
    }

    private void refuse(Activity activity) {
        conflicts.inc();
        counts.add(activity, Counted.REFUSED, RejectReason.ID_CONFLICT.name());
        Refusal refusal = Refusal.withoutPayload(
                activity,
                RejectReason.ID_CONFLICT,
                "an event with source '" + activity.source() + "' and event id '" + activity.eventId()
                        + "' but other content was accepted before; give every event an id of its own");
        output.collect(Tags.REFUSED, new StreamRecord<>(refusal));
    }

    private void emitSignal(SignalRule rule, SignalKind kind, long weightThousandths, Activity activity) {
        emit(SignalsOf.activity(rule, kind, weightThousandths, activity, catalogue.version()));
    }

    private void emit(Signal signal) {
        signals++;
        output.collect(Tags.SIGNALS, new StreamRecord<>(signal, signal.occurredAtMillis()));
    }

    @Override
    protected long sendRows(CachedCustomer<CustomerState> cached) {
        if (cached.state.isEmpty()) {
            return NEVER;
        }
        CustomerUpdate update = meter.measure(cached.customerId, cached.state, watermark());
        updates.inc();
        output.collect(
                new StreamRecord<>(CustomerOutput.of(update), update.momentum().asOfMillis()));
        Long change = update.nextChangeAtMillis();
        return change == null ? NEVER : change;
    }

    @Override
    protected void drain() {
        counts.drain(count -> output.collect(Tags.COUNTS, new StreamRecord<>(count)));
    }

    @Override
    protected CustomerOutput told(Progress progress) {
        return CustomerOutput.of(progress);
    }

    @Override
    protected CustomerState unknown() {
        return new CustomerState();
    }

    @Override
    protected CustomerState read(byte[] kept) {
        return layout.read(kept);
    }

    @Override
    protected byte[] write(CustomerState state) {
        return layout.write(state);
    }

    @Override
    protected void settle(CachedCustomer<CustomerState> cached, long horizonMillis) {
        cached.state.settle(horizonMillis, catalogue);
    }

    @Override
    protected long alarmOf(CustomerState state) {
        return state.alarmAtMillis();
    }

    @Override
    protected void alarm(CustomerState state, long atMillis) {
        state.alarmAt(atMillis);
    }
}
