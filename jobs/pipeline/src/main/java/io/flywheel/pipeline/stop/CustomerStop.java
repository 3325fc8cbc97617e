package io.flywheel.pipeline.stop;

import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.control.Erasures;
import io.flywheel.domain.quality.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stop that keeps one packed value a customer and sends the rows of those that changed.
 *
 * <p>Customers lie behind a {@link CustomerCache}; the key of the state backend is set only when the backend is asked. Changed customers wait and are read once per emission, so a customer
 * with a hundred records a second costs one row a second. Each customer has at most one timer, their alarm, for the moment at which silence alone changes something; one that turns out to be too early
 * is set anew when it fires.
 *
 * <p>A watermark goes on with the emission after it and never before: whoever adds up what this stop sends forgets by event time, and reads off the watermark that nothing of before is still to come. So it
 * is late by one interval of emission at the most, and in a replay, where days of event time pass in a second, nothing that it reveals falls behind it.
 *
 * <p>Before a barrier passes, everything that waits is sent and everything that changed is written back, so that a checkpoint needs nothing but the state.
 *
 * <p>What people decide comes by a second input, which has no part in time. Who is erased is forgotten at once, and each part says so behind all that it sent before. A restored stop may hold the state of
 * before an erasure that the control topic tells of already: until it hears of that again, which is when it forgets for good, such state is taken for none.
 *
 * <p><b>Shape:</b> keyed by customer id; accepted decisions come second; {@code I} comes in, {@code S} is what is known of a customer, {@code O} goes out. The end of bounded input is not the end of time: it sends what waits and fires
 * nothing.
 *
 * <p><b>Source:</b> docs/decisions/0006-customer-state.md.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public abstract class CustomerStop<I, S, O> extends AbstractStreamOperator<O>
        implements OneInputStreamOperator<I, O>,
                TwoInputStreamOperator<I, ControlRecord, O>,
                Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1;

    /** An alarm that is not set. */
    protected static final long NEVER = Long.MAX_VALUE;

    /** Where nothing is known of a customer, nothing has begun. */
    private static final long NOTHING = Long.MAX_VALUE;

    private final String stage;
    private final StopSettings settings;
    private final ValueStateDescriptor<byte[]> stateName;
    private final String timersName;

    protected transient CustomerCache<S> cache;
    private transient ValueState<byte[]> packed;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Set<CachedCustomer<S>> unsent;
    private transient Emission emission;
    private transient Erasures erasures;
    /** Whether the input has ended: nothing may be sent any more. */
    private transient boolean finished;
    /** The watermark that goes on with the next emission: what it makes known is told by then. */
    private transient @Nullable Watermark held;

    protected CustomerStop(
            String stage, StopSettings settings, ValueStateDescriptor<byte[]> stateName, String timersName) {
        this.stage = stage;
        this.settings = settings;
        this.stateName = stateName;
        this.timersName = timersName;
    }

    /** A customer of whom nothing is known. */
    protected abstract S unknown();

    protected abstract S read(byte[] kept);

    protected abstract byte[] write(S state);

    /** Lets go of what nothing from before the horizon can change any more. */
    protected abstract void settle(CachedCustomer<S> cached, long horizonMillis);

    /** When the customer is looked at again; {@link #NEVER} if no alarm is set. */
    protected abstract long alarmOf(S state);

    protected abstract void alarm(S state, long atMillis);

    /**
     * Sends the rows of one customer.
     *
     * @return when silence alone will change them, or {@link #NEVER}
     */
    protected abstract long sendRows(CachedCustomer<S> cached) throws IOException;

    /** Sends what was added up over many customers. */
    protected abstract void drain();

    protected abstract O told(Progress progress);

    protected abstract O told(ErasureStep erasure);

    /** When what is known of a customer began, in event time; {@link Long#MIN_VALUE} if that was not kept, {@link Long#MAX_VALUE} if nothing is known. */
    protected abstract long beganAtMillis(S state);

    /** Takes in an accepted decision that is no erasure. */
    protected void decided(ControlRecord record) throws Exception {}

    @Override
    public void open() throws Exception {
        super.open();
        packed = getRuntimeContext().getState(stateName);
        timers = getInternalTimerService(timersName, VoidNamespaceSerializer.INSTANCE, this);
        cache = newCache();
        unsent = new LinkedHashSet<>();
        erasures = new Erasures();
        emission = new Emission(
                getProcessingTimeService(),
                settings,
                stage,
                subtask(),
                this::sendWhatWaits,
                progress -> output.collect(new StreamRecord<>(told(progress))));
        emission.begin(() -> true);
    }

    /** The key is set by hand, and only when the state backend is asked: most records find their customer in the cache. */
    @Override
    @SuppressWarnings("rawtypes") // as Flink declares it
    public void setKeyContextElement1(StreamRecord element) {}

    /** Knows who was erased before this opened. */
    protected void beginWith(List<ControlRecord> accepted) {
        for (ControlRecord record : accepted) {
            var unused = erasures.heard(record);
        }
    }

    /** Whether what happened with a customer at a moment is to be forgotten. */
    protected boolean isErased(String customerId, long momentMillis) {
        return erasures.isErased(customerId, momentMillis);
    }

    @Override
    public void processElement1(StreamRecord<I> element) throws Exception {
        processElement(element);
    }

    @Override
    public void processElement2(StreamRecord<ControlRecord> element) throws Exception {
        ControlRecord record = element.getValue();
        if (record.kind() == ControlKind.ERASURE) {
            erase(record);
        } else {
            decided(record);
        }
    }

    /** What comes first alone tells the time. */
    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        processWatermark(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) {}

    /** One that was known when this opened is answered, too: what was restored may be from before it. */
    private void erase(ControlRecord erasure) throws Exception {
        emission.now();
        var unused = erasures.heard(erasure);
        long forgotten = forget();
        output.collect(new StreamRecord<>(told(ErasureStep.of(erasure, settings.job(), stage, subtask(), forgotten))));
    }

    /** Lets go of every customer whose state is from before their erasure, with all that is set for them; how many there were. */
    private long forget() throws Exception {
        cache.writeBackAll();
        Set<String> forgotten = new HashSet<>();
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, stateName, (customerId, state) -> {
                    // asked twice, so that only those who may be meant are unpacked
                    if (isErased(customerId, Long.MIN_VALUE)
                            && isErased(customerId, beganAtMillis(read(state.value())))) {
                        state.clear();
                        forgotten.add(customerId);
                    }
                });
        if (!forgotten.isEmpty()) {
            deleteTimersOf(forgotten);
        }
        forgotten.forEach(cache::forget);
        return forgotten.size();
    }

    /** Not only the alarm: whoever was woken with all others has a timer of that. */
    private void deleteTimersOf(Set<String> customers) throws Exception {
        record Timer(String customerId, long atMillis) {}
        List<Timer> theirs = new ArrayList<>();
        timers.forEachEventTimeTimer((namespace, atMillis) -> {
            String customerId = (String) getCurrentKey();
            if (customers.contains(customerId)) {
                theirs.add(new Timer(customerId, atMillis));
            }
        });
        for (Timer timer : theirs) {
            setCurrentKey(timer.customerId());
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, timer.atMillis());
        }
    }

    private int subtask() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    /** How far event time has come; {@link Long#MIN_VALUE} before the first watermark. */
    protected long watermark() {
        return emission.watermark();
    }

    /** Notes that a customer has rows to send and a value to keep. */
    protected void changed(CachedCustomer<S> cached) throws IOException {
        if (!cached.unsent) {
            cached.unsent = true;
            unsent.add(cached);
        }
        cache.changed(cached);
    }

    /** Looks at every customer that is known, whoever is silent too, when event time comes to a moment, or at the next step of time if it has. */
    protected void wakeAll(long atMillis) throws Exception {
        cache.writeBackAll();
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                stateName,
                (customerId, state) -> timers.registerEventTimeTimer(VoidNamespace.INSTANCE, atMillis));
    }

    /** Begins anew with what is kept, read in another way. */
    protected void readAnew() throws Exception {
        emission.now();
        cache.writeBackAll();
        cache = newCache();
    }

    private CustomerCache<S> newCache() {
        return new CustomerCache<>(settings.cachedCustomers(), settings.unsavedCustomers(), new KeyedBackend());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
            emission.now();
            output.emitWatermark(mark);
            return;
        }
        emission.advance(mark.getTimestamp());
        Optional<InternalTimeServiceManager<?>> timeServices = getTimeServiceManager();
        if (timeServices.isPresent()) {
            timeServices.get().advanceWatermark(mark);
        }
        held = mark;
        // after the timers, so that the progress told includes what changed by itself until then
        emission.ifDue();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        CachedCustomer<S> cached = cache.get(timer.getKey());
        if (beganAtMillis(cached.state) == NOTHING) {
            // erased: nothing is known of the customer, and nothing may be kept
            return;
        }
        if (alarmOf(cached.state) == timer.getTimestamp()) {
            alarm(cached.state, NEVER);
        }
        changed(cached);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no timer of processing time is ever set");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        emission.now();
        cache.writeBackAll();
    }

    @Override
    public void finish() throws Exception {
        emission.now();
        finished = true;
        super.finish();
    }

    private void sendWhatWaits() throws IOException {
        for (CachedCustomer<S> cached : unsent) {
            send(cached);
        }
        unsent.clear();
        drain();
        Watermark promised = held;
        if (promised != null) {
            held = null;
            output.emitWatermark(promised);
        }
    }

    private void send(CachedCustomer<S> cached) throws IOException {
        if (cached.unsent) {
            cached.unsent = false;
            setAlarm(cached, sendRows(cached));
        }
    }

    private void setAlarm(CachedCustomer<S> cached, long wanted) throws IOException {
        long set = alarmOf(cached.state);
        if (wanted >= set) {
            return;
        }
        setCurrentKey(cached.customerId);
        if (set != NEVER) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, set);
        }
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, wanted);
        alarm(cached.state, wanted);
        cache.changed(cached);
    }

    /** The keyed state of Flink, asked for one customer at a time. */
    private final class KeyedBackend implements CustomerCache.Backend<S> {

        @Override
        public S read(String customerId) throws IOException {
            setCurrentKey(customerId);
            byte[] kept = packed.value();
            if (kept == null) {
                return unknown();
            }
            S state = CustomerStop.this.read(kept);
            return isErased(customerId, beganAtMillis(state)) ? unknown() : state;
        }

        @Override
        public void write(String customerId, S state) throws IOException {
            setCurrentKey(customerId);
            packed.update(CustomerStop.this.write(state));
        }

        /** Only what was sent may settle, for what is settled is not told any more; and settling tells what is told last. */
        @Override
        public void settle(CachedCustomer<S> cached) {
            if (emission.knowsTheTime() && !cached.unsent && !finished) {
                CustomerStop.this.settle(cached, emission.watermark() - settings.memoryMillis());
            }
        }

        @Override
        public void send(CachedCustomer<S> cached) throws IOException {
            CustomerStop.this.send(cached);
            unsent.remove(cached);
        }
    }
}
