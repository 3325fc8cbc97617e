package io.flywheel.pipeline.rehearsal;

import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.pipeline.rehearsal.PartitionedSource.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads partitions side by side, always the earliest record first. */
final class PartitionedReader implements SourceReader<Inbound, Partition> {

    private final PartitionedSource source;
    private final String name;
    private final List<Reading> readings = new ArrayList<>();
    private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);
    private boolean hasAllPartitions;
    private long gate = Long.MIN_VALUE;

    private static final class Reading {
        final Partition partition;
        final List<Inbound> log;
        int position;

        @Nullable
        SourceOutput<Inbound> output;

        Reading(Partition partition, List<Inbound> log) {
            this.partition = partition;
            this.log = log;
            this.position = partition.position();
        }

        boolean isDone() {
            return position == log.size();
        }

        long nextAt() {
            return log.get(position).arrivedAtMillis();
        }
    }

    PartitionedReader(PartitionedSource source, int subtask) {
        this.source = source;
        this.name = source.stream().word() + "-" + subtask;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Inbound> output) {
        if (!hasAllPartitions) {
            return waitForNews();
        }
        Reading next = earliest();
        if (next == null) {
            return InputStatus.END_OF_INPUT;
        }
        if (gate == Long.MIN_VALUE) {
            gate = source.pace().endOfSlice(next.nextAt());
        }
        if (next.nextAt() >= source.pace().untilMillis()) {
            source.pace().waits(name);
            return waitForNews();
        }
        if (next.nextAt() >= gate) {
            return waitForNews();
        }
        source.pace().breakOnce(next.nextAt());
        // all outputs at once, so that the watermark is that of all partitions from the first record on
        for (Reading reading : readings) {
            if (reading.output == null) {
                reading.output = output.createOutputForSplit(reading.partition.splitId());
            }
        }
        Inbound inbound = next.log.get(next.position++);
        SourceOutput<Inbound> into = next.output;
        if (into != null) {
            into.collect(inbound, inbound.arrivedAtMillis());
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private InputStatus waitForNews() {
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    private @Nullable Reading earliest() {
        Reading earliest = null;
        for (Reading reading : readings) {
            if (!reading.isDone() && (earliest == null || reading.nextAt() < earliest.nextAt())) {
                earliest = reading;
            }
        }
        return earliest;
    }

    @Override
    public List<Partition> snapshotState(long checkpointId) {
        return readings.stream()
                .map(reading -> new Partition(reading.partition.number(), reading.position))
                .toList();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<Partition> partitions) {
        partitions.forEach(partition ->
                readings.add(new Reading(partition, source.log().partition(source.stream(), partition.number()))));
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        hasAllPartitions = true;
        available.complete(null);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        Reading next = earliest();
        if (next != null && next.nextAt() >= gate && gate != Long.MIN_VALUE) {
            gate = source.pace().endOfSlice(next.nextAt());
            available.complete(null);
        }
    }

    @Override
    public void close() {}
}
