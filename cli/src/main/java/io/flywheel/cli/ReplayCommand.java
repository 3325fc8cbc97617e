package io.flywheel.cli;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.replay.ReplayReport;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.local.replay.TopicReplayReport;
import io.flywheel.local.replay.TopicReplayRequest;
import io.flywheel.scenarios.Disturbance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flywheel replay}: a recorded file, or all that the topics hold, goes through the real machinery. */
@Command(
        name = "replay",
        description = {
            "Sends a recorded file through Kafka, Flink and PostgreSQL, waits until all of it is in the tables, and reports.",
            "With --source kafka it sends nothing: the job reads all that the topics of --config hold again, from their oldest record to where they end now, and writes its tables anew. Nobody is told of "
                    + "the alerts of the past, and 'flywheel run' goes on from where it ended."
        },
        footer = {
            "%nExamples:",
            "  flywheel replay --source canonical --input events.jsonl.gz -o json",
            "  flywheel replay --source online-retail --input retail/ --dump out/",
            "  flywheel replay --source stepik --input stepik.csv.gz --shuffle 86400 --duplicates 0.2 --seed 7",
            "  flywheel replay --source kafka --config prod.yaml"
        })
final class ReplayCommand implements Callable<Integer> {

    /** The source that is no file. */
    private static final String TOPICS = "kafka";

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME",
            description =
                    "Form of the input: canonical, online-retail, stepik, bpic2012, servicenow or maven-crm; or kafka, what the topics hold.")
    private String source = "";

    @Option(
            names = "--input",
            paramLabel = "PATH",
            description = "The file, or the folder of the data set; gzip is recognised.")
    private @Nullable Path input;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Use the Kafka and PostgreSQL of this configuration instead of embedded ones.")
    private @Nullable Path configuration;

    @Mixin
    private Overrides overrides = new Overrides();

    @Option(
            names = "--shuffle",
            paramLabel = "SECONDS",
            defaultValue = "0",
            converter = SpanConverter.class,
            description = "Let records overtake each other by up to this much of their time.")
    private Duration shuffle = Duration.ZERO;

    @Option(
            names = "--duplicates",
            paramLabel = "RATIO",
            defaultValue = "0",
            description = "Send this share of the records twice (0 to 1).")
    private double duplicates;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of the disturbance (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--decisions",
            paramLabel = "FILE",
            description =
                    "Control records, one in JSON a line, that are published first: each event is judged by the rules in force when it happened.")
    private @Nullable Path decisions;

    @Option(
            names = "--fresh",
            description = "With --source kafka: forget the checkpoint that an earlier run left in the data directory.")
    private boolean fresh;

    @Option(names = "--dump", paramLabel = "DIR", description = "Write every table there as CSV afterwards.")
    private @Nullable Path dump;

    @Option(
            names = "--timeout",
            paramLabel = "SPAN",
            defaultValue = "30m",
            converter = SpanConverter.class,
            description = "Give up after this time (default ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(30);

    @Mixin
    private LocalPlace place = new LocalPlace();

    ReplayCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return source.equals(TOPICS) ? replayTopics() : replayFile();
    }

    private Integer replayFile() {
        Disturbance disturbance = disturbance();
        Path file = existingInput();
        if (fresh) {
            throw usage("--fresh is for --source kafka only");
        }
        Path directory = context.dataDirectory(place.directory);
        context.logInto(directory, options);
        ReplayRequest request = new ReplayRequest(
                source, file, configuration, overrides.settings, disturbance, dump, timeout, directory, decisions);
        ReplayReport report = context.product().replay().run(request, context.progress(options));
        context.print(options, "ReplayReport", report);
        return 0;
    }

    private Integer replayTopics() {
        if (configuration == null) {
            throw usage("Missing required option: '--config=FILE'; --source kafka reads its topics");
        }
        if (input != null || !shuffle.isZero() || duplicates != 0 || decisions != null || dump != null) {
            throw usage(
                    "--input, --shuffle, --duplicates, --decisions and --dump are for files, not for --source kafka");
        }
        Path directory = context.dataDirectory(place.directory);
        context.logInto(directory, options);
        TopicReplayRequest request =
                new TopicReplayRequest(configuration, overrides.settings, fresh, timeout, directory);
        TopicReplayReport report = context.product().topicReplay().run(request, context.progress(options));
        context.print(options, "TopicReplayReport", report);
        return 0;
    }

    private Disturbance disturbance() {
        try {
            return new Disturbance(shuffle, duplicates, seed);
        } catch (IllegalArgumentException e) {
            throw usage(Failure.wordsOf(e));
        }
    }

    private Path existingInput() {
        if (input == null) {
            throw usage("Missing required option: '--input=PATH'");
        }
        if (!Files.exists(input)) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "there is no input " + input,
                    "the path does not exist",
                    "name a file or folder with --input");
        }
        return input;
    }

    private RuntimeException usage(String message) {
        return spec == null
                ? new IllegalArgumentException(message)
                : new ParameterException(spec.commandLine(), message);
    }
}
