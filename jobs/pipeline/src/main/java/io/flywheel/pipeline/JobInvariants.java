package io.flywheel.pipeline;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What must hold in every environment for the results to be right; capacity is left to the YAML of the cluster.
 *
 * <p>No type may fall back to a serializer that can not evolve, no operator may lack a name in savepoints, records may be passed on without copies because they never change, and the number
 * of key groups is fixed for the life of the state.
 *
 * <p><b>Source:</b> docs/decisions/0003-correctness-in-code-capacity-in-yaml.md.
 */
public final class JobInvariants {

    /** Key groups: the most subtasks that a keyed operator can ever have. */
    public static final int MAX_PARALLELISM = 128;

    private JobInvariants() {}

    public static StreamExecutionEnvironment apply(StreamExecutionEnvironment environment) {
        Configuration invariants = new Configuration();
        invariants.set(PipelineOptions.GENERIC_TYPES, false);
        invariants.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        invariants.set(PipelineOptions.OBJECT_REUSE, true);
        invariants.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        environment.configure(invariants);
        return environment;
    }
}
