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
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Which of the product's jobs: the three apart, joined by topics, or all in one graph.
 *
 * <p><b>Shape:</b> each names its job in a method and not in a field, so that a command that only knows the words loads nothing of Flink.
 */
public enum JobKind {
    MOMENTUM("customers", "quality") {
        @Override
        public String mainClass() {
            return MomentumJob.class.getName();
        }

        @Override
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
            MomentumJob.build(environment, config);
        }
    },
    VELOCITY("wheel", "windows", "growth", "hotspots", "spikes") {
        @Override
        public String mainClass() {
            return VelocityJob.class.getName();
        }

        @Override
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
            VelocityJob.build(environment, config);
        }

        @Override
        String title(JobConfig config) {
            return VelocityJob.name(config);
        }

        @Override
        List<String> inputs(TopicNames names) {
            return List.of(names.signals());
        }
    },
    ALERT("alerts") {
        @Override
        public String mainClass() {
            return AlertJob.class.getName();
        }

        @Override
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
            AlertJob.build(environment, config);
        }

        @Override
        String title(JobConfig config) {
            return AlertJob.name(config);
        }

        /** None: the jobs before it tell every partition the time. */
        @Override
        List<String> inputs(TopicNames names) {
            return List.of();
        }
    },
    PIPELINE("customers", "quality", "wheel", "windows", "growth", "hotspots", "spikes", "alerts") {
        @Override
        public String mainClass() {
            return PipelineJob.class.getName();
        }

        @Override
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
            PipelineJob.build(environment, config);
        }
    };

    private final List<String> stages;

    JobKind(String... stages) {
        this.stages = List.of(stages);
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
    public abstract String mainClass();

    /** Its name on the cluster. */
    String title(JobConfig config) {
        return config.value(JobOptions.JOB_NAME);
    }

    /** The topics it reads, whose quiet partitions need heartbeats. */
    List<String> inputs(TopicNames names) {
        return new ArrayList<>(names.inputs());
    }

    /** Adds the job's graph to an environment; does not execute. */
    abstract void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException;
}
