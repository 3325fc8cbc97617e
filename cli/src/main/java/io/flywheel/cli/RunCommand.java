package io.flywheel.cli;

import io.flywheel.local.JobKind;
import io.flywheel.local.run.RunReport;
import io.flywheel.local.run.RunRequest;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flywheel run}: one of the jobs between the topics and tables of a configuration. */
@Command(
        name = "run",
        description = {
            "Runs a job between the Kafka and the PostgreSQL of a configuration.",
            "With flink.address it is given to that Flink cluster, and the command ends once it runs there. Without, it runs in this process until Ctrl+C, and the next run goes on from "
                    + "the last checkpoint in the same data directory; a data directory has room for one run at a time."
        },
        footer = {
            "%nExamples:",
            "  flywheel run --config prod.yaml                     all jobs in one graph",
            "  flywheel run --job velocity --config prod.yaml --set flink.address=jobmanager:8081",
            "  flywheel run --job momentum --config trial.yaml --duration 10m -o json"
        })
final class RunCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--job",
            paramLabel = "NAME",
            defaultValue = "pipeline",
            description =
                    "Which job: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). pipeline is the three others in one graph; apart, topics join them.")
    private JobKind job = JobKind.PIPELINE;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Where Kafka, PostgreSQL and the Flink cluster are, and every other setting of the job.")
    private Path configuration = Path.of("");

    @Mixin
    private Overrides overrides = new Overrides();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "0",
            description = "Subtasks of each operator; default 1 on a cluster, at most 2 in this process.")
    private int parallelism;

    @Option(
            names = "--duration",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "In this process: end after this time (90s, 5m); default: Ctrl+C.")
    private @Nullable Duration duration;

    @Option(
            names = "--fresh",
            description = "In this process: forget the last checkpoint and start anew from kafka.start-from.")
    private boolean fresh;

    @Mixin
    private LocalPlace place = new LocalPlace();

    RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (parallelism < 0 && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--parallelism': must be more than 0");
        }
        Path directory = context.dataDirectory(place.directory);
        context.logInto(directory, options);
        RunRequest request = new RunRequest(
                job, configuration, overrides.settings, parallelism, duration, fresh, directory, classPath());
        RunReport report = context.product().run().run(request, context.progress(options));
        context.print(options, "RunReport", report);
        return 0;
    }

    private List<Path> classPath() {
        String path = context.surroundings().system().getProperty("java.class.path", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .toList();
    }
}
