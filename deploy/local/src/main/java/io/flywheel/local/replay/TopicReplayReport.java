package io.flywheel.local.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a replay of topics did.
 *
 * <p><b>Units:</b> {@code offsets} are places in the topics from their oldest record to where they ended when it began: records, and the marks of transactions between them; {@code seconds} from the
 * command's start to its end.
 *
 * @param customers in the tables afterwards
 * @param rowsUpTo event time up to which every part of the job has written its rows; null when one has written none
 * @param checkpoint from which a run with the same data directory goes on
 */
public record TopicReplayReport(
        long offsets,
        long customers,
        double seconds,
        double offsetsPerSecond,
        @Nullable Instant rowsUpTo,
        String checkpoint) {}
