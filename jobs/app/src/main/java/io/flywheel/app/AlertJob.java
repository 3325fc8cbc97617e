package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.kafka.KafkaFeeds;
import io.flywheel.app.kafka.KafkaOutlets;
import io.flywheel.app.postgres.PostgresSink;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.AlertInputs;
import io.flywheel.pipeline.AlertOutputs;
import io.flywheel.pipeline.AlertTopology;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.names.States;
import java.io.IOException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The alert job: the topics of customers, windows and hotspots and what people decide in, alerts in PostgreSQL and on their topic out.
 *
 * <p><b>Shape:</b> {@code --config FILE} and any number of {@code --set key=value}; the same file as the momentum job.
 *
 * <p><b>Source:</b> docs/decisions/0023-alert-job.md.
 */
public final class AlertJob {

    private AlertJob() {}

    public static void main(String[] arguments) throws Exception {
        JobMain.run(arguments, AlertJob::name, AlertJob::build);
    }

    /** Its name on the cluster, beside the momentum job of the same configuration. */
    public static String name(JobConfig config) {
        return config.value(JobOptions.JOB_NAME) + "-alert";
    }

    /** Puts the job's graph into an environment, so that a test or a demo can run it as it is. */
    public static void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
        DecisionSource rules = DecisionSource.of(config);
        build(
                AlertInputs.relayed(JobInvariants.apply(environment), KafkaFeeds.alerts(config)),
                config,
                rules,
                rules.decisions(environment, config));
    }

    /** The same from customers, windows, hotspots and decisions that are already there. */
    static void build(AlertInputs inputs, JobConfig config, DecisionSource rules, DataStream<ControlRecord> decisions) {
        AlertTopology.build(
                inputs,
                decisions.broadcast(States.broadcastDecisions()),
                new AlertOutputs(PostgresSink.alerts(config.postgres()), new KafkaOutlets(config).alerts()),
                rules,
                config.value(JobOptions.JOB_NAME));
    }
}
