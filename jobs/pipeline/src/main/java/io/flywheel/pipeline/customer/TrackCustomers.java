package io.flywheel.pipeline.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.customer.CustomerListener;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.facts.CallRow;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.facts.RatingRow;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.quality.QualityCount.Counted;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.stop.CachedCustomer;
import io.flywheel.pipeline.stop.CustomerStop;
import java.io.IOException;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Folds activities into their customers and sends what changed: one update a customer and emission, one signal a meaning, one count an hour.
 *
 * <p>This is the one fat keyed operator of the house. The alarm of a customer is the moment at which something changes by itself: their band, their level of churn risk, or a deadline that passes.
 *
 * <p>What something means is decided by what was in force when it happened; a new model wakes all customers, for it changes the
 * risk of those who are silent.
 *
 * <p>Activities of an erased customer from before the erasure are counted as refused, and leave no other trace.
 *
 * <p><b>Shape:</b> keyed by customer id; activities come first, accepted decisions second.
 *
 * <p><b>Source:</b> docs/decisions/0006-customer-state.md.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public final class TrackCustomers extends CustomerStop<Activity, CustomerState, CustomerOutput> {

    private static final long serialVersionUID = 1;

    private final MomentumRules sources;
    private final TrackingSettings settings;

    private transient DecidedSettings decided;
    private transient CustomerRules rules;
    private transient CustomerMeter meter;
    private transient CustomerStateLayout layout;
    private transient QualityCounts counts;
    private transient Told told;
    private transient Counter accepted;
    private transient Counter duplicates;
    private transient Counter conflicts;
    private transient Counter updates;
    private transient int signals;

    public TrackCustomers(MomentumRules sources, TrackingSettings settings) {
        super("customers", settings, States.customer(), States.BAND_CROSSING);
        this.sources = sources;
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        List<ControlRecord> accepted = sources.decided().accepted();
        beginWith(accepted);
        decided = new DecidedSettings(sources, accepted);
        workByWhatIsDecided();
        layout = new CustomerStateLayout(rules.catalogue().decayFingerprint());
        counts = new QualityCounts();
        told = new Told();
        registerMetrics();
    }

    private void workByWhatIsDecided() {
        rules = decided.rules();
        meter = decided.meter();
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

    /** A decision that the topic told already when this opened has woken nobody yet. */
    @Override
    protected void decided(ControlRecord record) throws Exception {
        if (decided.heard(record)) {
            workByWhatIsDecided();
        }
        if (record.kind() == ControlKind.MODEL) {
            wakeAll(record.effectiveFromMillis());
            if (record.effectiveToMillis() != null) {
                wakeAll(record.effectiveToMillis());
            }
        }
    }

    @Override
    public void processElement(StreamRecord<Activity> element) throws Exception {
        Activity activity = element.getValue();
        if (isErased(activity.customerId(), activity.occurredAtMillis())) {
            // no dead letter: it would name the customer
            counts.add(activity, Counted.REFUSED, RejectReason.ERASED.name());
            return;
        }
        CachedCustomer<CustomerState> cached = cache.get(activity.customerId());
        int signalsBefore = signals;
        Outcome outcome = cached.state.fold(activity, rules, told::stated);
        switch (outcome) {
            case ACCEPTED -> {
                accept(activity, cached);
                if (settings.emitSignals() && signals == signalsBefore) {
                    emit(SignalsOf.note(activity, versionAt(activity)));
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
        if (decided.catalogueAt(activity.occurredAtMillis()).isUnmapped(activity)) {
            counts.add(activity, Counted.UNMAPPED, String.valueOf(activity.customName()));
        }
        told.facts(activity);
        changed(cached);
    }

    private int versionAt(Activity activity) {
        return decided.catalogueAt(activity.occurredAtMillis()).version();
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

    private void emit(Signal signal) {
        signals++;
        output.collect(Tags.SIGNALS, new StreamRecord<>(signal, signal.occurredAtMillis()));
    }

    @Override
    protected long sendRows(CachedCustomer<CustomerState> cached) throws IOException {
        CustomerState state = cached.state;
        if (state.isEmpty()) {
            return NEVER;
        }
        List<Finding> found = state.find(watermark(), rules);
        CustomerState view = state.with(found, rules.catalogues());
        CustomerUpdate update = meter.measure(cached.customerId, view, watermark());
        updates.inc();
        output.collect(
                new StreamRecord<>(CustomerOutput.of(update), update.momentum().asOfMillis()));
        long next = state.tell(cached.customerId, found, view, watermark(), rules, told.of(cached.customerId));
        if (told.hasTold()) {
            // what was told is remembered, and the backend may have the customer from before
            cache.changed(cached);
        }
        Long change = update.nextChangeAtMillis();
        return change == null ? next : Math.min(next, change);
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
    protected CustomerOutput told(ErasureStep erasure) {
        return CustomerOutput.of(erasure);
    }

    @Override
    protected long beganAtMillis(CustomerState state) {
        return state.firstSeenAtMillis();
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
        cached.state.settle(cached.customerId, horizonMillis, rules, told.of(cached.customerId));
    }

    @Override
    protected long alarmOf(CustomerState state) {
        return state.alarmAtMillis();
    }

    @Override
    protected void alarm(CustomerState state, long atMillis) {
        state.alarmAt(atMillis);
    }

    /** Sends on what is told of one customer at a time: signals and facts. */
    private final class Told implements CustomerListener {

        private String customerId = "";
        private boolean hasTold;

        Told of(String itsCustomerId) {
            customerId = itsCustomerId;
            hasTold = false;
            return this;
        }

        boolean hasTold() {
            return hasTold;
        }

        /** What an event means by itself. */
        void stated(SignalRule rule, SignalKind kind, long weightThousandths, Activity activity) {
            if (FrictionRow.isImpulse(rule, kind)) {
                fact(CustomerFact.of(activity.customerId(), FrictionRow.stated(rule, weightThousandths, activity)));
            }
            signal(rule, kind, weightThousandths, activity);
        }

        /** What an event says of a call or a survey. */
        void facts(Activity activity) {
            CallRow call = CallRow.of(activity);
            if (call != null) {
                fact(CustomerFact.of(activity.customerId(), call));
            }
            RatingRow rating = RatingRow.of(activity);
            if (rating != null) {
                fact(CustomerFact.of(activity.customerId(), rating));
            }
        }

        @Override
        public void signal(SignalRule rule, SignalKind kind, long weightThousandths, Activity activity) {
            hasTold = true;
            if (settings.emitSignals()) {
                emit(SignalsOf.activity(rule, kind, weightThousandths, activity, versionAt(activity)));
            }
        }

        @Override
        public void friction(FrictionRow row) {
            fact(CustomerFact.of(customerId, row));
        }

        @Override
        public void ticket(TicketRow row) {
            fact(CustomerFact.of(customerId, row));
        }

        @Override
        public void deal(DealFacts row) {
            fact(CustomerFact.of(customerId, row));
        }

        @Override
        public void inquiry(InquiryRow row) {
            fact(CustomerFact.of(customerId, row));
        }

        private void fact(CustomerFact fact) {
            hasTold = true;
            output.collect(new StreamRecord<>(CustomerOutput.of(fact)));
        }
    }
}
