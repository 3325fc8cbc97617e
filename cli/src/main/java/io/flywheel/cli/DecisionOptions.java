package io.flywheel.cli;

import io.flywheel.local.decisions.Controls;
import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who decides, and where the jobs are that are to hear of it; the same options for every command that decides something. */
final class DecisionOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Kafka and PostgreSQL of this configuration; default: the running demo.")
    private @Nullable Path configuration;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who decides; default: you.")
    String author = "";

    @Mixin
    private LocalPlace place = new LocalPlace();

    Controls.Place place(CommandContext context, CommonOptions options) {
        Path directory = context.dataDirectory(place.directory);
        context.logInto(directory, options);
        return new Controls.Place(configuration, directory);
    }

    /** Says what became of a decision; a refused one ends the command with 3. */
    static int report(CommandContext context, CommonOptions options, Controls.Published published) {
        PrintWriter out = context.surroundings().out();
        boolean isRefused = published.verdict().equals("refused");
        if (options.output == OutputFormat.JSON) {
            Results.writeJson(out, "Decision", published);
        } else {
            out.println(published.kind() + " " + published.id() + " version " + published.version() + ": "
                    + words(published));
            out.flush();
        }
        return (isRefused ? ExitCode.FOUND_PROBLEMS : ExitCode.OK).number();
    }

    private static String words(Controls.Published published) {
        String until = published.effectiveTo() == null ? "" : " until " + published.effectiveTo();
        return switch (published.verdict()) {
            case "accepted" -> "in force from " + published.effectiveFrom() + until;
            case "known" -> "known already, nothing changes";
            case "refused" -> "refused, what was in force stays: " + published.reason();
            default -> "sent; no job has judged it yet, so it will be when one runs";
        };
    }
}
