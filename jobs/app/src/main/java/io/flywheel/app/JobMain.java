package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import java.io.IOException;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the mains of all jobs do: read the settings, say which are in force, and run the job's graph under its name. */
final class JobMain {

    private static final Logger LOG = LoggerFactory.getLogger(JobMain.class);

    private JobMain() {}

    /** Puts a job's graph into an environment; does not execute. */
    @FunctionalInterface
    interface Graph {
        void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException;
    }

    static void run(String[] arguments, Function<JobConfig, String> name, Graph graph) throws Exception {
        JobConfig config = JobArguments.configured(arguments);
        LOG.info("Settings in force: {}", config);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        graph.build(environment, config);
        environment.execute(name.apply(config));
    }
}
