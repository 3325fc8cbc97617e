package io.flywheel.pipeline.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.quality.Progress;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.rehearsal.Sent;
import io.flywheel.pipeline.rehearsal.SmallMomentumRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One subtask of {@link TrackCustomers} in Flink's harness, with an emission interval of one second of processing time. */
final class TrackingHarness implements AutoCloseable {

    static final int KEY_GROUPS = JobInvariants.MAX_PARALLELISM;
    static final long EMIT_EVERY = 1_000;

    final KeyedOneInputStreamOperatorTestHarness<String, Activity, CustomerOutput> flink;
    private final List<CustomerFact> facts = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();
    private long checkpoints;

    private TrackingHarness(KeyedOneInputStreamOperatorTestHarness<String, Activity, CustomerOutput> flink) {
        this.flink = flink;
    }

    static TrackingSettings settings(int cached, int unsaved) {
        return new TrackingSettings("test", cached, unsaved, EMIT_EVERY, TrackingSettings.MEMORY_MILLIS, true);
    }

    /** A first and only subtask without state on the heap. */
    static TrackingHarness open() throws Exception {
        return open(settings(100, 50), 1, 0, null, null);
    }

    static TrackingHarness open(
            TrackingSettings settings,
            int subtasks,
            int subtask,
            @Nullable StateBackend backend,
            @Nullable OperatorSubtaskState restored)
            throws Exception {
        return open(SmallMomentumRules.MOMENTUM, settings, subtasks, subtask, backend, restored);
    }

    static TrackingHarness open(
            MomentumRules rules,
            TrackingSettings settings,
            int subtasks,
            int subtask,
            @Nullable StateBackend backend,
            @Nullable OperatorSubtaskState restored)
            throws Exception {
        var flink = new KeyedOneInputStreamOperatorTestHarness<>(
                new TrackCustomers(rules, settings), Activity::customerId, Types.STRING, KEY_GROUPS, subtasks, subtask);
        if (backend != null) {
            flink.setStateBackend(backend);
        }
        flink.setup();
        if (restored != null) {
            flink.initializeState(restored);
        }
        flink.open();
        return new TrackingHarness(flink);
    }

    void send(Activity activity) throws Exception {
        flink.processElement(new StreamRecord<>(activity, activity.arrivedAtMillis()));
    }

    void watermark(long atMillis) throws Exception {
        flink.processWatermark(atMillis);
    }

    /** Lets processing time pass, one emission after the other. */
    void pass(long millis) throws Exception {
        flink.setProcessingTime(flink.getProcessingTime() + millis);
    }

    OperatorSubtaskState checkpoint() throws Exception {
        checkpoints++;
        flink.prepareSnapshotPreBarrier(checkpoints);
        return flink.snapshot(checkpoints, checkpoints);
    }

    void finish() throws Exception {
        flink.getOperator().finish();
    }

    /** Facts sent since rows or facts were last asked for. */
    List<CustomerFact> facts() {
        rows();
        List<CustomerFact> sent = List.copyOf(facts);
        facts.clear();
        return sent;
    }

    /** Rows sent since this was last asked. */
    List<CustomerUpdate> rows() {
        List<CustomerUpdate> rows = new ArrayList<>();
        for (CustomerOutput sent : Sent.by(flink)) {
            CustomerUpdate update = sent.update();
            Progress made = sent.progress();
            CustomerFact fact = sent.fact();
            if (update != null) {
                rows.add(update);
            }
            if (made != null) {
                progress.add(made);
            }
            if (fact != null) {
                facts.add(fact);
            }
        }
        return rows;
    }

    /** Progress sent so far, as far as {@link #rows} was asked. */
    List<Progress> progress() {
        return progress;
    }

    /** Everything sent aside since the start. */
    <T> List<T> aside(OutputTag<T> tag) {
        var records = flink.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    /** What the state backend holds of a customer now; null for nothing. */
    byte @Nullable [] stored(String customerId) throws Exception {
        KeyedStateBackend<String> backend = flink.getOperator().getKeyedStateBackend();
        backend.setCurrentKey(customerId);
        ValueState<byte[]> state = backend.getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, States.customer());
        return state.value();
    }

    @Override
    public void close() throws Exception {
        flink.close();
    }
}
