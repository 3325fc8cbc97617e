package io.flywheel.pipeline.wheel;

import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.wheel.WheelCustomer;
import io.flywheel.domain.wheel.WheelCustomerLayout;
import io.flywheel.domain.wheel.journey.DealRow;
import io.flywheel.domain.wheel.journey.JourneyReading;
import io.flywheel.domain.wheel.journey.Revolution;
import io.flywheel.pipeline.cache.CachedCustomer;
import io.flywheel.pipeline.cache.CustomerCache;
import io.flywheel.pipeline.customer.CatalogueSource;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.names.Tags;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Folds signals into the journeys of their customers, and tells what each adds to the windows and days of the wheel.
 *
 * <p>Built as the customer stop is: one packed value a customer behind a {@link CustomerCache}, rows from a list of changed customers, at most one timer a customer, here for the day on which
 * silence itself changes a stage. What customers add to windows and days is added up before it is sent, and sent before the watermark passes.
 *
 * <p><b>Shape:</b> keyed by customer id.
 *
 * <p><b>Source:</b> docs/reference/wheel.md; docs/decisions/0011-wheel-from-signals.md.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public final class TrackWheel extends AbstractStreamOperator<WheelOutput>
        implements OneInputStreamOperator<Signal, WheelOutput>, Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1;
    private static final String STAGE = "wheel";
    private static final long NEVER = Long.MAX_VALUE;

    private final CatalogueSource catalogueSource;
    private final WheelSettings settings;

    private transient WheelCustomerLayout layout;
    private transient ValueState<byte[]> packed;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient CustomerCache<WheelCustomer> cache;
    private transient Set<CachedCustomer<WheelCustomer>> unsent;
    private transient WheelDeltas deltas;
    private transient Counter folded;
    private transient Counter repeated;
    private transient Counter settled;
    private transient long watermark;
    private transient long announced;
    private transient long emittedAt;

    public TrackWheel(CatalogueSource catalogueSource, WheelSettings settings) {
        this.catalogueSource = catalogueSource;
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        SignalCatalogue catalogue = catalogueSource.load();
        layout = new WheelCustomerLayout(catalogue, settings.dimensions());
        packed = getRuntimeContext().getState(States.wheelCustomer());
        timers = getInternalTimerService(States.SILENT_CHANGE, VoidNamespaceSerializer.INSTANCE, this);
        cache = new CustomerCache<>(settings.cachedCustomers(), settings.unsavedCustomers(), new KeyedBackend());
        unsent = new LinkedHashSet<>();
        deltas = new WheelDeltas();
        folded = Metrics.SIGNALS_FOLDED.counter(getMetricGroup());
        settled = Metrics.SIGNALS_TOO_LATE.counter(getMetricGroup());
        repeated = Metrics.SIGNALS_REPEATED.counter(getMetricGroup());
        watermark = Long.MIN_VALUE;
        announced = Long.MIN_VALUE;
        scheduleEmission();
    }

    /** The key is set by hand, and only when the state backend is asked: most signals find their customer in the cache. */
    @Override
    @SuppressWarnings("rawtypes") // as Flink declares it
    public void setKeyContextElement1(StreamRecord element) {}

    @Override
    public void processElement(StreamRecord<Signal> element) throws Exception {
        Signal signal = element.getValue();
        if (isTooLate(signal)) {
            settled.inc();
            return;
        }
        CachedCustomer<WheelCustomer> cached = cache.get(signal.customerId());
        switch (cached.state.fold(signal, deltas, deltas)) {
            case FOLDED -> {
                folded.inc();
                changed(cached);
            }
            case REPEATED -> repeated.inc();
            case SETTLED -> settled.inc();
        }
    }

    /** By the watermark, and not only by what was settled: when a customer was written back must not decide what counts. */
    private boolean isTooLate(Signal signal) {
        return watermark != Long.MIN_VALUE && signal.occurredAtMillis() < watermark - settings.memoryMillis();
    }

    private void changed(CachedCustomer<WheelCustomer> cached) throws IOException {
        if (!cached.unsent) {
            cached.unsent = true;
            unsent.add(cached);
        }
        cache.changed(cached);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
            emit();
            output.emitWatermark(mark);
            return;
        }
        watermark = mark.getTimestamp();
        // before the watermark goes on: a cell is over once the watermark is far enough past it
        drainDeltas();
        super.processWatermark(mark);
        if (getProcessingTimeService().getCurrentProcessingTime() - emittedAt >= settings.emitEveryMillis()) {
            emit();
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        CachedCustomer<WheelCustomer> cached = cache.get(timer.getKey());
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
        for (CachedCustomer<WheelCustomer> cached : unsent) {
            send(cached);
        }
        unsent.clear();
        drainDeltas();
        emittedAt = getProcessingTimeService().getCurrentProcessingTime();
        if (watermark > announced) {
            announced = watermark;
            int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            output.collect(new StreamRecord<>(WheelOutput.of(new Progress(settings.job(), STAGE, subtask, watermark))));
        }
    }

    private void drainDeltas() {
        deltas.drainWindows(delta -> output.collect(Tags.WINDOW_DELTAS, new StreamRecord<>(delta)));
        deltas.drainGrowth(delta -> output.collect(Tags.GROWTH_DELTAS, new StreamRecord<>(delta)));
    }

    private void send(CachedCustomer<WheelCustomer> cached) throws IOException {
        if (!cached.unsent) {
            return;
        }
        cached.unsent = false;
        JourneyReading reading = cached.state.read(watermark);
        output.collect(new StreamRecord<>(WheelOutput.of(cached.customerId, reading)));
        for (Revolution revolution : reading.revolutions()) {
            output.collect(new StreamRecord<>(WheelOutput.of(cached.customerId, revolution)));
        }
        for (DealRow deal : reading.deals()) {
            output.collect(new StreamRecord<>(WheelOutput.of(cached.customerId, deal)));
        }
        setAlarm(cached, cached.state.nextSilentMillis(watermark));
    }

    private void setAlarm(CachedCustomer<WheelCustomer> cached, long wanted) throws IOException {
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
    private final class KeyedBackend implements CustomerCache.Backend<WheelCustomer> {

        @Override
        public WheelCustomer read(String customerId) throws IOException {
            setCurrentKey(customerId);
            byte[] kept = packed.value();
            return kept == null ? layout.unknown() : layout.read(kept);
        }

        @Override
        public void write(String customerId, WheelCustomer state) throws IOException {
            setCurrentKey(customerId);
            packed.update(layout.write(state));
        }

        /** Only what was sent may settle, for a settled row is not read again. */
        @Override
        public void settle(CachedCustomer<WheelCustomer> cached) {
            if (watermark != Long.MIN_VALUE && !cached.unsent) {
                cached.state.settle(watermark - settings.memoryMillis());
            }
        }

        @Override
        public void send(CachedCustomer<WheelCustomer> cached) throws IOException {
            TrackWheel.this.send(cached);
            unsent.remove(cached);
        }
    }
}
