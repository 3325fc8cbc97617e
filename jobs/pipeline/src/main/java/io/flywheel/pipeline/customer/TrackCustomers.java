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
import io.flywheel.pipeline.cache.CachedCustomer;
import io.flywheel.pipeline.cache.CustomerCache;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.names.Tags;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Folds activities into their customers and sends what changed: one update a customer and emission, one signal a meaning, one count an hour.
 *
 * <p>This is the one fat keyed operator of the house. A customer is one packed value in the state backend behind a {@link CustomerCache}; the key of the backend is set only when the backend is
 * asked. Changed customers wait and are measured once per emission, so a customer with a hundred events a second costs one row a second. Each customer has at most one timer, for the
 * moment at which their band changes by itself; one that turns out to be too early is set anew when it fires.
 *
 * <p>Before a barrier passes, everything that waits is sent and everything that changed is written back, so that a checkpoint needs nothing but the state.
 *
 * <p><b>Shape:</b> keyed by customer id. The end of bounded input is not the end of time: it sends what waits and fires nothing.
 *
 * <p><b>Source:</b> docs/decisions/0006-customer-state.md.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public final class TrackCustomers extends AbstractStreamOperator<CustomerOutput>
        implements OneInputStreamOperator<Activity, CustomerOutput>, Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1;
    private static final String STAGE = "customers";
    private static final long NEVER = Long.MAX_VALUE;

    private final CatalogueSource catalogueSource;
    private final TrackingSettings settings;

    private transient SignalCatalogue catalogue;
    private transient CustomerMeter meter;
    private transient ValueState<byte[]> packed;
    private transient CustomerStateLayout layout;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient CustomerCache<CustomerState> cache;
    private transient QualityCounts counts;
    private transient Set<CachedCustomer<CustomerState>> unsent;
    private transient SignalListener listener;
    private transient Counter accepted;
    private transient Counter duplicates;
    private transient Counter conflicts;
    private transient Counter updates;
    private transient int signals;
    private transient long watermark;
    private transient long announced;
    private transient long emittedAt;

    public TrackCustomers(CatalogueSource catalogueSource, TrackingSettings settings) {
        this.catalogueSource = catalogueSource;
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        catalogue = catalogueSource.load();
        meter = new CustomerMeter(catalogue);
        packed = getRuntimeContext().getState(States.customer());
        timers = getInternalTimerService(States.BAND_CROSSING, VoidNamespaceSerializer.INSTANCE, this);
        cache = new CustomerCache<>(settings.cachedCustomers(), settings.unsavedCustomers(), new KeyedBackend());
        layout = new CustomerStateLayout(catalogue.decayFingerprint());
        counts = new QualityCounts();
        unsent = new LinkedHashSet<>();
        listener = settings.emitSignals() ? this::emitSignal : SignalListener.NONE;
        watermark = Long.MIN_VALUE;
        announced = Long.MIN_VALUE;
        registerMetrics();
        scheduleEmission();
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

    /** The key is set by hand, and only when the state backend is asked: most events find their customer in the cache. */
    @Override
    @SuppressWarnings("rawtypes") // as Flink declares it
    public void setKeyContextElement1(StreamRecord element) {}

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

    private void changed(CachedCustomer<CustomerState> cached) throws IOException {
        if (!cached.unsent) {
            cached.unsent = true;
            unsent.add(cached);
        }
        cache.changed(cached);
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
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
            emit();
            output.emitWatermark(mark);
            return;
        }
        watermark = mark.getTimestamp();
        // before the watermark goes on: the quality stop forgets an hour once the watermark is far enough past it
        drainCounts();
        super.processWatermark(mark);
        // after the timers, so that the progress told includes the bands that changed until then
        if (getProcessingTimeService().getCurrentProcessingTime() - emittedAt >= settings.emitEveryMillis()) {
            emit();
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        CachedCustomer<CustomerState> cached = cache.get(timer.getKey());
        if (cached.state.alarmAtMillis() == timer.getTimestamp()) {
            cached.state.alarmAt(NEVER);
        }
        changed(cached);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no timer of processing time is ever set");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        emit();
        cache.writeBackAll();
    }

    @Override
    public void finish() throws Exception {
        emit();
        super.finish();
    }

    private void scheduleEmission() {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        emittedAt = now;
        var unused = getProcessingTimeService().registerTimer(now + settings.emitEveryMillis(), at -> {
            emit();
            scheduleEmission();
        });
    }

    private void emit() throws IOException {
        for (CachedCustomer<CustomerState> cached : unsent) {
            send(cached);
        }
        unsent.clear();
        drainCounts();
        emittedAt = getProcessingTimeService().getCurrentProcessingTime();
        if (watermark > announced) {
            announced = watermark;
            int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            output.collect(
                    new StreamRecord<>(CustomerOutput.of(new Progress(settings.job(), STAGE, subtask, watermark))));
        }
    }

    private void drainCounts() {
        counts.drain(count -> output.collect(Tags.COUNTS, new StreamRecord<>(count)));
    }

    private void send(CachedCustomer<CustomerState> cached) throws IOException {
        if (!cached.unsent) {
            return;
        }
        cached.unsent = false;
        if (cached.state.isEmpty()) {
            return;
        }
        CustomerUpdate update = meter.measure(cached.customerId, cached.state, watermark);
        setAlarm(cached, update.momentum().nextCrossingAtMillis());
        updates.inc();
        output.collect(
                new StreamRecord<>(CustomerOutput.of(update), update.momentum().asOfMillis()));
    }

    private void setAlarm(CachedCustomer<CustomerState> cached, @Nullable Long crossing) throws IOException {
        long wanted = crossing == null ? NEVER : crossing;
        long set = cached.state.alarmAtMillis();
        if (wanted >= set) {
            return;
        }
        setCurrentKey(cached.customerId);
        if (set != NEVER) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, set);
        }
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, wanted);
        cached.state.alarmAt(wanted);
        cache.changed(cached);
    }

    /** The keyed state of Flink, asked for one customer at a time. */
    private final class KeyedBackend implements CustomerCache.Backend<CustomerState> {

        @Override
        public CustomerState read(String customerId) throws IOException {
            setCurrentKey(customerId);
            byte[] kept = packed.value();
            return kept == null ? new CustomerState() : layout.read(kept);
        }

        @Override
        public void write(String customerId, CustomerState state) throws IOException {
            setCurrentKey(customerId);
            packed.update(layout.write(state));
        }

        @Override
        public void settle(CachedCustomer<CustomerState> cached) {
            if (watermark != Long.MIN_VALUE) {
                cached.state.settle(watermark - settings.memoryMillis(), catalogue);
            }
        }

        @Override
        public void send(CachedCustomer<CustomerState> cached) throws IOException {
            TrackCustomers.this.send(cached);
            unsent.remove(cached);
        }
    }
}
