package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.kafka.KafkaFeeds;
import io.flywheel.app.kafka.KafkaOutlets;
import io.flywheel.app.postgres.PostgresSink;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.VelocityOutputs;
import io.flywheel.pipeline.VelocityStreams;
import io.flywheel.pipeline.VelocityTopics;
import io.flywheel.pipeline.VelocityTopology;
import io.flywheel.pipeline.wheel.WheelRules;
import java.io.IOException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The velocity job: the signal topic and what people decide in, the tables of the wheel in PostgreSQL and the topics of windows and hotspots out.
 *
 * <p><b>Shape:</b> {@code --config FILE} and any number of {@code --set key=value}; the same file as the momentum job.
 */
public final class VelocityJob {

    private VelocityJob() {}

    public static void main(String[] arguments) throws Exception {
        JobMain.run(arguments, VelocityJob::name, VelocityJob::build);
    }

    /** Its name on the cluster, beside the momentum job of the same configuration. */
    public static String name(JobConfig config) {
        return config.value(JobOptions.JOB_NAME) + "-velocity";
    }

    /** Puts the job's graph into an environment, so that a test or a demo can run it as it is. */
    public static void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
        DecisionSource decided = DecisionSource.of(config);
        VelocityStreams wheel = build(
                VelocityTopology.signals(JobInvariants.apply(environment), KafkaFeeds.signals(config)),
                config,
                decided,
                decided.decisions(environment, config));
        KafkaOutlets topics = new KafkaOutlets(config);
        VelocityTopology.relay(wheel, new VelocityTopics(topics.windows(), topics.hotspots()));
    }

    /** The same from signals and decisions that are already there; windows and spikes go on to whoever wants them. */
    static VelocityStreams build(
            DataStream<Signal> signals, JobConfig config, DecisionSource decided, DataStream<ControlRecord> decisions) {
        VelocityOutputs outputs = new VelocityOutputs(
                PostgresSink.wheel(config.postgres()),
                PostgresSink.windows(config.postgres()),
                PostgresSink.growth(config.postgres()),
                PostgresSink.hotspots(config.postgres()),
                PostgresSink.spikes(config.postgres()));
        return VelocityTopology.build(
                signals, outputs, decisions, new WheelRules(new LatestCatalogue(decided), decided), config.wheel());
    }
}
