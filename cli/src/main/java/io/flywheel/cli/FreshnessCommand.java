package io.flywheel.cli;

import io.flywheel.local.failure.ExitCode;
import io.flywheel.local.operations.Freshness;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel freshness}: how far the jobs have come. */
@Command(
        name = "freshness",
        description =
                "Says how far each stage of each job has come. Ends with 3 when one is older than allowed, or none has written yet.",
        footer = {
            "%nExamples:",
            "  flywheel freshness                                  of the running demo, or what the last run left",
            "  flywheel freshness --config prod.yaml --max-age 1m -o json"
        })
final class FreshnessCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--config", paramLabel = "FILE", description = "Ask the PostgreSQL of this configuration.")
    private @Nullable Path configuration;

    @Option(
            names = "--max-age",
            paramLabel = "SPAN",
            defaultValue = "2m",
            converter = SpanConverter.class,
            description = "How old a stage may be (default ${DEFAULT-VALUE}).")
    private Duration maxAge = Duration.ofMinutes(2);

    @Mixin
    private LocalPlace place = new LocalPlace();

    FreshnessCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path directory = context.dataDirectory(place.directory);
        context.logInto(directory, options);
        Freshness.Report report = context.product().freshness().read(configuration, directory, maxAge);
        PrintWriter out = context.surroundings().out();
        if (options.output == OutputFormat.JSON) {
            Results.writeJson(out, "Freshness", report);
        } else {
            report.stages().forEach(stage -> out.println(line(stage)));
            if (report.stages().isEmpty()) {
                out.println("no job has written yet");
            }
            out.flush();
        }
        return (report.stale() ? ExitCode.FOUND_PROBLEMS : ExitCode.OK).number();
    }

    private static String line(Freshness.Stage stage) {
        Double age = stage.ageSeconds();
        String reached = stage.ended()
                ? "its input has ended"
                : age == null ? "nothing yet" : String.format(Locale.ROOT, "%s, %.0f s ago", stage.watermarkAt(), age);
        return String.format(
                Locale.ROOT, "  %s %-28s %-14s %s", stage.stale() ? "✗" : "✓", stage.job(), stage.stage(), reached);
    }
}
