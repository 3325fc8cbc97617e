package io.flywheel.local.run;

import io.flywheel.local.progress.Progress;

/** One of the jobs between the Kafka and the PostgreSQL of a configuration: given to its Flink cluster, or run here when it names none. */
public interface Run {

    RunReport run(RunRequest request, Progress progress);
}
