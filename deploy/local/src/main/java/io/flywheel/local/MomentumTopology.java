package io.flywheel.local;

import io.flywheel.local.kafka.TopicSpec;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The momentum job as a run sees it: the topics it lives between and the graph to run. */
public interface MomentumTopology {

    String jobName();

    /** Every topic the job reads or writes. */
    Map<String, TopicSpec> topics();

    /** The topics the job reads, whose quiet partitions need heartbeats. */
    Set<String> inputs();

    /** Adds the job's graph to an environment; does not execute. */
    void build(StreamExecutionEnvironment environment, Endpoints endpoints);
}
