package io.flywheel.app;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.config.SettingsFile;
import io.flywheel.app.kafka.KafkaFeeds;
import io.flywheel.app.kafka.KafkaOutlets;
import io.flywheel.app.postgres.PostgresSink;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.MomentumTopology;
import io.flywheel.pipeline.Outputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The momentum job: three Kafka topics in, customer momentum in PostgreSQL and two topics out.
 *
 * <p><b>Shape:</b> {@code --config FILE} and any number of {@code --set key=value}.
 */
public final class MomentumJob {

    private static final Logger LOG = LoggerFactory.getLogger(MomentumJob.class);

    private MomentumJob() {}

    public static void main(String[] arguments) throws Exception {
        JobConfig config = configured(List.of(arguments));
        LOG.info("Settings in force: {}", config);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        build(environment, config);
        environment.execute(config.value(JobOptions.JOB_NAME));
    }

    /** Puts the job's graph into an environment, so that a test or a demo can run it as it is. */
    public static void build(StreamExecutionEnvironment environment, JobConfig config) throws IOException {
        Optional<String> file = config.get(JobOptions.CATALOGUE_FILE);
        String text = file.isPresent() ? CatalogueFile.text(Path.of(file.get())) : CatalogueFile.builtIn();
        String name = file.orElse("catalogue.yaml");
        SignalCatalogue catalogue = CatalogueFile.parse(name, text);
        KafkaOutlets topics = new KafkaOutlets(config);
        Outputs outputs = new Outputs(
                PostgresSink.customers(config.postgres()),
                PostgresSink.quality(config.postgres()),
                topics.customers(),
                topics.signals(),
                topics.late(),
                topics.deadLetters());
        MomentumTopology.build(
                JobInvariants.apply(environment),
                KafkaFeeds.inputs(config, catalogue),
                outputs,
                () -> CatalogueFile.parse(name, text),
                config.momentum());
    }

    private static JobConfig configured(List<String> arguments) throws IOException {
        Path file = null;
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            switch (arguments.get(i)) {
                case "--config" -> file = Path.of(arguments.get(i + 1));
                case "--set" -> overrides.add(arguments.get(i + 1));
                default -> throw usage("unknown option " + arguments.get(i));
            }
        }
        if (file == null || arguments.size() % 2 != 0) {
            throw usage("no configuration given");
        }
        return JobConfig.of(SettingsFile.read(file, overrides));
    }

    private static IllegalArgumentException usage(String problem) {
        return new IllegalArgumentException(problem + "; usage: --config FILE [--set key=value]...");
    }
}
