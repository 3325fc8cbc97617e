package io.flywheel.local.replay;

import io.flywheel.local.progress.Progress;

/** A recorded data set goes through the real Kafka, Flink and PostgreSQL, and ends when all of it is in the tables. */
public interface Replay {

    ReplayReport run(ReplayRequest request, Progress progress);
}
