package io.flywheel.local;

import io.flywheel.app.MomentumJob;
import io.flywheel.app.PipelineJob;
import io.flywheel.app.VelocityJob;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.kafka.TopicNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Which of the product's jobs: the two apart, joined by the signal topic, or all in one graph. */
public enum JobKind {
    MOMENTUM(2) {
        @Override
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
            MomentumJob.build(environment, config);
        }
    },
    VELOCITY(3) {
        @Override
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
            VelocityJob.build(environment, config);
        }

        @Override
        List<String> inputs(TopicNames names) {
            return List.of(names.signals());
        }
    },
    PIPELINE(5) {
        @Override
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
            PipelineJob.build(environment, config);
        }
    };

    private final int stages;

    JobKind(int stages) {
        this.stages = stages;
    }

    /** The word used on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Stages that report their progress. */
    int stages() {
        return stages;
    }

    /** The topics it reads, whose quiet partitions need heartbeats. */
    List<String> inputs(TopicNames names) {
        return new ArrayList<>(names.inputs());
    }

    /** Adds the job's graph to an environment; does not execute. */
    abstract void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException;
}
