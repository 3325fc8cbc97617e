package io.flywheel.local;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.TopicSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One of the jobs as a run sees it: the topics it lives between and the graph to run. */
final class LocalJob {

    private static final int PARTITIONS = 4;

    private final JobKind kind;
    private final JobConfig config;
    private final TopicNames names;

    LocalJob(JobKind kind, JobConfig config) {
        this.kind = kind;
        this.config = config;
        this.names = TopicNames.of(config);
    }

    String name() {
        return config.value(JobOptions.JOB_NAME);
    }

    /** How many parts of the job tell their progress. */
    int parts(int parallelism) {
        return kind.stages() * parallelism;
    }

    /** Every topic that the jobs read or write. */
    Map<String, TopicSpec> topics() {
        Map<String, TopicSpec> topics = new LinkedHashMap<>();
        names.inputs().forEach(input -> topics.put(input, TopicSpec.of(PARTITIONS)));
        topics.put(names.signals(), TopicSpec.of(PARTITIONS));
        topics.put(names.customers(), TopicSpec.compacted(PARTITIONS));
        topics.put(names.late(), TopicSpec.of(1));
        topics.put(names.deadLetters(), TopicSpec.of(1));
        return topics;
    }

    /** The topics the job reads, whose quiet partitions need heartbeats. */
    List<String> inputs() {
        return kind.inputs(names);
    }

    /** Where the job's clock stands once every partition of every input has brought a record of this arrival. */
    long watermarkAfter(long arrivedAtMillis) {
        return arrivedAtMillis - config.value(JobOptions.WATERMARK_BOUND).toMillis() - 1;
    }

    /** Adds the job's graph to an environment; does not execute. */
    void build(StreamExecutionEnvironment environment) {
        try {
            kind.build(environment, config);
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the signal catalogue can not be read",
                    Failure.wordsOf(e),
                    "check catalogue.file in the configuration",
                    e);
        }
    }
}
