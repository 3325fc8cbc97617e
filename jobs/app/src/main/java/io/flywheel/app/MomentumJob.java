package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.kafka.KafkaFeeds;
import io.flywheel.app.kafka.KafkaOutlets;
import io.flywheel.app.postgres.PostgresSink;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.MomentumStreams;
import io.flywheel.pipeline.MomentumTopology;
import io.flywheel.pipeline.Outputs;
import io.flywheel.pipeline.customer.MomentumRules;
import java.io.IOException;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The momentum job: three Kafka topics in, customer momentum and churn risk in PostgreSQL and two topics out.
 *
 * <p><b>Shape:</b> {@code --config FILE} and any number of {@code --set key=value}.
 */
public final class MomentumJob {

    private MomentumJob() {}

    public static void main(String[] arguments) throws Exception {
        JobMain.run(arguments, config -> config.value(JobOptions.JOB_NAME), MomentumJob::build);
    }

    /** Puts the job's graph into an environment, so that a test or a demo can run it as it is; its streams go on to whoever wants them. */
    public static MomentumStreams build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
        DecisionSource decided = DecisionSource.of(config);
        return build(environment, config, decided, decided.decisions(environment, config));
    }

    /** The same for a graph that has the decisions already. */
    static MomentumStreams build(
            StreamExecutionEnvironment environment,
            JobConfig config,
            DecisionSource decided,
            DataStream<ControlRecord> decisions)
            throws IOException {
        CatalogueText catalogue = decided.catalogueText();
        DetectorsText detectors = decided.detectorsText();
        Set<String> attributes =
                detectors.load().attributesBeside(catalogue.load().attributes());
        KafkaOutlets topics = new KafkaOutlets(config);
        Outputs outputs = new Outputs(
                PostgresSink.customers(config.postgres()),
                PostgresSink.quality(config.postgres()),
                topics.customers(),
                topics.signals(),
                topics.late(),
                topics.deadLetters());
        return MomentumTopology.build(
                JobInvariants.apply(environment),
                KafkaFeeds.inputs(config, attributes),
                outputs,
                decisions,
                new MomentumRules(catalogue, detectors, decided.riskModelText(), decided),
                config.momentum());
    }
}
