package io.flywheel.pipeline.wheel;

import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.wheel.WheelCustomer;
import io.flywheel.domain.wheel.WheelCustomerLayout;
import io.flywheel.domain.wheel.journey.DealRow;
import io.flywheel.domain.wheel.journey.JourneyReading;
import io.flywheel.domain.wheel.journey.Revolution;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.stop.CachedCustomer;
import io.flywheel.pipeline.stop.CustomerStop;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Folds signals into the journeys of their customers, and tells what each adds to the windows, days and places of the wheel.
 *
 * <p>The alarm of a customer is the day on which silence itself changes a stage. What customers add to windows and days is added up before it is sent, and sent before the watermark passes.
 *
 * <p>Weights come with the signals. The latest catalogue is read when this opens, and again when a signal was weighed by a later one; so no order of arrival between the two matters.
 *
 * <p>Signals of an erased customer from before the erasure leave no trace.
 *
 * <p><b>Shape:</b> keyed by customer id; signals come first, accepted decisions second.
 *
 * <p><b>Source:</b> docs/reference/wheel.md; docs/decisions/0011-wheel-from-signals.md.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public final class TrackWheel extends CustomerStop<Signal, WheelCustomer, WheelOutput> {

    private static final long serialVersionUID = 1;

    private final WheelRules sources;
    private final WheelSettings settings;

    /** The highest version of the catalogue that signals have named and that was looked for. */
    private transient int soughtVersion;

    private transient WheelCustomerLayout layout;
    private transient WheelDeltas deltas;
    private transient Counter folded;
    private transient Counter repeated;
    private transient Counter settled;

    public TrackWheel(WheelRules sources, WheelSettings settings) {
        super("wheel", settings, States.wheelCustomer(), States.SILENT_CHANGE);
        this.sources = sources;
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        beginWith(sources.decided().accepted());
        SignalCatalogue catalogue = sources.catalogue().load();
        soughtVersion = catalogue.version();
        layout = new WheelCustomerLayout(catalogue, settings.dimensions());
        deltas = new WheelDeltas();
        folded = Metrics.SIGNALS_FOLDED.counter(getMetricGroup());
        settled = Metrics.SIGNALS_TOO_LATE.counter(getMetricGroup());
        repeated = Metrics.SIGNALS_REPEATED.counter(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<Signal> element) throws Exception {
        Signal signal = element.getValue();
        if (isErased(signal.customerId(), signal.occurredAtMillis())) {
            return;
        }
        if (isTooLate(signal)) {
            settled.inc();
            return;
        }
        if (signal.catalogueVersion() > soughtVersion) {
            seek(signal.catalogueVersion());
        }
        CachedCustomer<WheelCustomer> cached = cache.get(signal.customerId());
        switch (cached.state.fold(signal, deltas, deltas, deltas)) {
            case FOLDED -> {
                folded.inc();
                changed(cached);
            }
            case REPEATED -> repeated.inc();
            case SETTLED -> settled.inc();
        }
    }

    /** Whoever weighed the signal has heard of a later catalogue, which may know signals that this one does not: it is there to be read. */
    private void seek(int version) throws Exception {
        SignalCatalogue catalogue = sources.catalogue().load();
        soughtVersion = Math.max(version, catalogue.version());
        readAnew();
        layout = new WheelCustomerLayout(catalogue, settings.dimensions());
    }

    /** By the watermark, and not only by what was settled: when a customer was written back must not decide what counts. */
    private boolean isTooLate(Signal signal) {
        return watermark() != Long.MIN_VALUE && signal.occurredAtMillis() < watermark() - settings.memoryMillis();
    }

    @Override
    protected long sendRows(CachedCustomer<WheelCustomer> cached) {
        JourneyReading reading = cached.state.read(watermark());
        output.collect(new StreamRecord<>(WheelOutput.of(cached.customerId, reading)));
        for (Revolution revolution : reading.revolutions()) {
            output.collect(new StreamRecord<>(WheelOutput.of(cached.customerId, revolution)));
        }
        for (DealRow deal : reading.deals()) {
            output.collect(new StreamRecord<>(WheelOutput.of(cached.customerId, deal)));
        }
        return cached.state.nextSilentMillis(watermark());
    }

    @Override
    protected void drain() {
        deltas.drainWindows(delta -> output.collect(Tags.WINDOW_DELTAS, new StreamRecord<>(delta)));
        deltas.drainSpots(delta -> output.collect(Tags.SPOT_DELTAS, new StreamRecord<>(delta)));
        deltas.drainGrowth(delta -> output.collect(Tags.GROWTH_DELTAS, new StreamRecord<>(delta)));
    }

    @Override
    protected WheelOutput told(Progress progress) {
        return WheelOutput.of(progress);
    }

    @Override
    protected WheelOutput told(ErasureStep erasure) {
        return WheelOutput.of(erasure);
    }

    @Override
    protected long beganAtMillis(WheelCustomer state) {
        return state.earliestAtMillis();
    }

    @Override
    protected WheelCustomer unknown() {
        return layout.unknown();
    }

    @Override
    protected WheelCustomer read(byte[] kept) {
        return layout.read(kept);
    }

    @Override
    protected byte[] write(WheelCustomer state) {
        return layout.write(state);
    }

    @Override
    protected void settle(CachedCustomer<WheelCustomer> cached, long horizonMillis) {
        cached.state.settle(horizonMillis);
    }

    @Override
    protected long alarmOf(WheelCustomer state) {
        return state.alarmAtMillis();
    }

    @Override
    protected void alarm(WheelCustomer state, long atMillis) {
        state.alarmAt(atMillis);
    }
}
