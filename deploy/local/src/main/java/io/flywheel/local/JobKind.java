package io.flywheel.local;

import io.flywheel.app.AlertJob;
import io.flywheel.app.MomentumJob;
import io.flywheel.app.PipelineJob;
import io.flywheel.app.VelocityJob;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.kafka.TopicNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Which of the product's jobs: the three apart, joined by topics, or all in one graph. */
public enum JobKind {
    MOMENTUM(
            MomentumJob.class,
            MomentumJob::build,
            JobKind::ofTheConfiguration,
            JobKind::events,
            "customers",
            "quality"),
    VELOCITY(
            VelocityJob.class,
            VelocityJob::build,
            VelocityJob::name,
            names -> List.of(names.signals()),
            "wheel",
            "windows",
            "growth",
            "hotspots"),
    /** No partition of its needs heartbeats: the jobs before it tell every one the time. */
    ALERT(AlertJob.class, AlertJob::build, AlertJob::name, names -> List.of()),
    PIPELINE(
            PipelineJob.class,
            PipelineJob::build,
            JobKind::ofTheConfiguration,
            JobKind::events,
            "customers",
            "quality",
            "wheel",
            "windows",
            "growth",
            "hotspots");

    private final Class<?> main;
    private final Graph graph;
    private final Function<JobConfig, String> title;
    private final Function<TopicNames, List<String>> inputs;
    private final List<String> stages;

    JobKind(
            Class<?> main,
            Graph graph,
            Function<JobConfig, String> title,
            Function<TopicNames, List<String>> inputs,
            String... stages) {
        this.main = main;
        this.graph = graph;
        this.title = title;
        this.inputs = inputs;
        this.stages = List.of(stages);
    }

    /** Puts a job's graph into an environment. */
    @FunctionalInterface
    private interface Graph {
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException;
    }

    private static String ofTheConfiguration(JobConfig config) {
        return config.value(JobOptions.JOB_NAME);
    }

    private static List<String> events(TopicNames names) {
        return new ArrayList<>(names.inputs());
    }

    /** The word used on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stages that report their progress, by their names in {@code pipeline_freshness}. */
    public List<String> stages() {
        return stages;
    }

    /** The class that Flink starts, in the job jar. */
    public String mainClass() {
        return main.getName();
    }

    /** Its name on the cluster. */
    String title(JobConfig config) {
        return title.apply(config);
    }

    /** The topics it reads, whose quiet partitions need heartbeats. */
    List<String> inputs(TopicNames names) {
        return inputs.apply(names);
    }

    /** Adds the job's graph to an environment; does not execute. */
    void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
        graph.build(environment, config);
    }
}
