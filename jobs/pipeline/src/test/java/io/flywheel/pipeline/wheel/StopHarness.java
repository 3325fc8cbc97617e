package io.flywheel.pipeline.wheel;

import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.rehearsal.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One subtask of a stop of the wheel in Flink's harness, with an emission interval of one second of processing time and counters that can be read. */
final class StopHarness<I, O> implements AutoCloseable {

    static final int KEY_GROUPS = JobInvariants.MAX_PARALLELISM;
    static final long EMIT_EVERY = 1_000;

    final KeyedOneInputStreamOperatorTestHarness<String, I, O> flink;
    private final Map<String, Metric> metrics;
    private long checkpoints;

    private StopHarness(KeyedOneInputStreamOperatorTestHarness<String, I, O> flink, Map<String, Metric> metrics) {
        this.flink = flink;
        this.metrics = metrics;
    }

    /** The first and only subtask. */
    static <I, O> StopHarness<I, O> open(
            OneInputStreamOperator<I, O> stop, KeySelector<I, String> key, @Nullable OperatorSubtaskState restored)
            throws Exception {
        return open(stop, key, 1, 0, restored);
    }

    static <I, O> StopHarness<I, O> open(
            OneInputStreamOperator<I, O> stop,
            KeySelector<I, String> key,
            int subtasks,
            int subtask,
            @Nullable OperatorSubtaskState restored)
            throws Exception {
        Map<String, Metric> metrics = new HashMap<>();
        var environment = new MockEnvironmentBuilder()
                .setTaskName("stop")
                .setMaxParallelism(KEY_GROUPS)
                .setParallelism(subtasks)
                .setSubtaskIndex(subtask)
                .setMetricGroup(groupInto(metrics))
                .build();
        var flink = new KeyedOneInputStreamOperatorTestHarness<>(stop, key, Types.STRING, environment);
        flink.setup();
        if (restored != null) {
            flink.initializeState(restored);
        }
        flink.open();
        return new StopHarness<>(flink, metrics);
    }

    /** What one of several subtasks finds after the state of all those before it. */
    static OperatorSubtaskState part(List<OperatorSubtaskState> states, int subtasks, int subtask) throws Exception {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new)),
                KEY_GROUPS,
                states.size(),
                subtasks,
                subtask);
    }

    private static TaskMetricGroup groupInto(Map<String, Metric> metrics) {
        var registry = TestingMetricRegistry.builder()
                .setRegisterConsumer((metric, name, group) -> metrics.put(name, metric))
                .build();
        return TaskManagerMetricGroup.createTaskManagerMetricGroup(registry, "host", ResourceID.generate())
                .addJob(new JobID(), "wheel")
                .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "stop");
    }

    void send(I element) throws Exception {
        flink.processElement(new StreamRecord<>(element));
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

    /** What was sent since this was last asked. */
    List<O> sent() {
        return Sent.by(flink);
    }

    /** What was sent aside since this was last asked. */
    <T> List<T> aside(OutputTag<T> tag) {
        var records = flink.getSideOutput(tag);
        if (records == null) {
            return List.of();
        }
        List<T> aside = new ArrayList<>();
        for (var streamRecord = records.poll(); streamRecord != null; streamRecord = records.poll()) {
            aside.add(streamRecord.getValue());
        }
        return aside;
    }

    long count(Metrics metric) {
        return ((Counter) Objects.requireNonNull(metrics.get(metric.id()), metric.id())).getCount();
    }

    @Override
    public void close() throws Exception {
        flink.close();
    }
}
