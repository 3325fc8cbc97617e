package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.pipeline.intake.Inbound;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One stream of an {@link InboundLog}, read as a topic is read: partitions with positions that checkpoints keep and that move when the parallelism changes.
 *
 * <p>The {@link Pace} makes a run last for some checkpoints, break once, or wait half-way for a savepoint; no clock takes part.
 */
public record PartitionedSource(InboundLog log, EventStream stream, Pace pace)
        implements Source<Inbound, PartitionedSource.Partition, Integer> {

    /** A partition and the place of its next record. */
    public record Partition(int number, int position) implements SourceSplit {
        @Override
        public String splitId() {
            return "partition-" + number;
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Inbound, Partition> createReader(SourceReaderContext context) {
        return new PartitionedReader(this, context.getIndexOfSubtask());
    }

    @Override
    public SplitEnumerator<Partition, Integer> createEnumerator(SplitEnumeratorContext<Partition> context) {
        return new Assignment(context, (1 << InboundLog.PARTITIONS) - 1);
    }

    @Override
    public SplitEnumerator<Partition, Integer> restoreEnumerator(
            SplitEnumeratorContext<Partition> context, Integer unassigned) {
        return new Assignment(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<Partition> getSplitSerializer() {
        return new PartitionSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new MaskSerializer();
    }

    /** Gives every reader its partitions when it shows up, all at once, so that no clock starts without one of them. */
    private static final class Assignment implements SplitEnumerator<Partition, Integer> {
        private final SplitEnumeratorContext<Partition> context;
        private final Map<Integer, Partition> unassigned = new TreeMap<>();

        Assignment(SplitEnumeratorContext<Partition> context, int mask) {
            this.context = context;
            for (int number = 0; number < InboundLog.PARTITIONS; number++) {
                if ((mask & 1 << number) != 0) {
                    unassigned.put(number, new Partition(number, 0));
                }
            }
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {}

        @Override
        public void addSplitsBack(List<Partition> partitions, int subtask) {
            partitions.forEach(partition -> unassigned.put(partition.number(), partition));
        }

        @Override
        public void addReader(int subtask) {
            for (Partition partition : new ArrayList<>(unassigned.values())) {
                if (partition.number() % context.currentParallelism() == subtask) {
                    context.assignSplit(partition, subtask);
                    unassigned.remove(partition.number());
                }
            }
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public Integer snapshotState(long checkpointId) {
            return unassigned.keySet().stream().mapToInt(number -> 1 << number).sum();
        }

        @Override
        public void close() {}
    }

    private static final class PartitionSerializer implements SimpleVersionedSerializer<Partition> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Partition partition) {
            return ByteBuffer.allocate(8)
                    .putInt(partition.number())
                    .putInt(partition.position())
                    .array();
        }

        @Override
        public Partition deserialize(int version, byte[] bytes) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Partition(buffer.getInt(), buffer.getInt());
        }
    }

    private static final class MaskSerializer implements SimpleVersionedSerializer<Integer> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Integer mask) {
            return ByteBuffer.allocate(4).putInt(mask).array();
        }

        @Override
        public Integer deserialize(int version, byte[] bytes) throws IOException {
            return ByteBuffer.wrap(bytes).getInt();
        }
    }
}
