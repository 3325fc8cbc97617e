package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.AlertInputs;
import io.flywheel.pipeline.MomentumStreams;
import io.flywheel.pipeline.VelocityStreams;
import java.io.IOException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * All jobs in one graph: three Kafka topics in, every table out, and no topic between.
 *
 * <p><b>Shape:</b> {@code --config FILE} and any number of {@code --set key=value}. The topics for others are written as the momentum job writes them; those of windows and hotspots, which only an alert job of its own needs, are not.
 */
public final class PipelineJob {

    private PipelineJob() {}

    public static void main(String[] arguments) throws Exception {
        JobMain.run(arguments, config -> config.value(JobOptions.JOB_NAME), PipelineJob::build);
    }

    /** Puts the jobs' graph into an environment, so that a test or a demo can run it as it is. */
    public static void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
        DecisionSource rules = DecisionSource.of(config);
        DataStream<ControlRecord> accepted = rules.decisions(environment, config);
        MomentumStreams momentum = MomentumJob.build(environment, config, rules, accepted);
        VelocityStreams wheel = VelocityJob.build(momentum.signals(), config, rules, accepted);
        AlertJob.build(AlertInputs.straight(momentum.customers(), wheel), config, rules, accepted);
    }
}
