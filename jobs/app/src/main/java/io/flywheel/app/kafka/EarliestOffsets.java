package io.flywheel.app.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts with the oldest records that the topics hold, and only starts so.
 *
 * <p>The connector's own way to start there also tells the consumer to go on with the oldest record whenever its offset is gone, so a job that was away for longer than the topics keep
 * records would skip the gap without a word.
 */
@SuppressWarnings("deprecation") // the strategy is part of the connector's interface
final class EarliestOffsets implements OffsetsInitializer {

    private static final long serialVersionUID = 1;

    private final OffsetsInitializer earliest = OffsetsInitializer.earliest();

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        return earliest.getPartitionOffsets(partitions, retriever);
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
