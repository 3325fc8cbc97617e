package io.flywheel.cli;

import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.Controls.Setting;
import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel settings}: weights, thresholds and models of jobs that run. */
@Command(
        name = "settings",
        description = "Publishes weights, thresholds and models to the jobs that run, and shows their versions.",
        synopsisSubcommandLabel = "publish | list")
final class SettingsCommand {

    private SettingsCommand() {}

    static SettingsCommand parent() {
        return new SettingsCommand();
    }

    /** {@code flywheel settings publish}: one file to jobs that run. */
    @Command(
            name = "publish",
            description = {
                "Publishes a signal catalogue, thresholds and calendars, or a model of churn risk to the jobs that run, as the next version. It holds for what happens from a moment of event time on; a file that is not valid, or that changes what can not be changed, changes nothing. Ends with 3 when it is refused."
            },
            footer = {
                "%nExamples:",
                "  flywheel settings publish --catalogue catalogue.yaml",
                "  flywheel settings publish --detectors detectors.yaml --from 2026-03-01T00:00:00Z --config prod.yaml",
                "  flywheel settings publish --model risk-model.yaml --by ann"
            })
    static final class Publish implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private DecisionOptions decision = new DecisionOptions();

        @ArgGroup(multiplicity = "1")
        private Content content = new Content();

        @Option(
                names = "--from",
                paramLabel = "MOMENT",
                description = "Event time from which on it holds; default: in two seconds.")
        private @Nullable Instant from;

        Publish(CommandContext context) {
            this.context = context;
        }

        /** The one file that is published. */
        static final class Content {

            @Option(
                    names = "--catalogue",
                    paramLabel = "FILE",
                    description = "What activities mean and weigh: a signal catalogue.")
            private @Nullable Path catalogue;

            @Option(
                    names = "--detectors",
                    paramLabel = "FILE",
                    description = "From when on what happens is friction: thresholds, targets and calendars.")
            private @Nullable Path detectors;

            @Option(names = "--model", paramLabel = "FILE", description = "How churn risk is weighed: a model.")
            private @Nullable Path model;
        }

        @Override
        public Integer call() {
            Controls.Place place = decision.place(context, options);
            if (content.catalogue != null) {
                return publish(place, Setting.CATALOGUE, content.catalogue);
            }
            if (content.detectors != null) {
                return publish(place, Setting.DETECTORS, content.detectors);
            }
            return publish(place, Setting.MODEL, Objects.requireNonNull(content.model));
        }

        private int publish(Controls.Place place, Setting setting, Path file) {
            return DecisionOptions.report(
                    context,
                    options,
                    context.product().controls().setting(place, setting, file, from, decision.author));
        }
    }

    /** {@code flywheel settings list}: every version, and what became of it. */
    @Command(
            name = "list",
            description = "Shows every version of rules and settings that was published, and what became of it.",
            footer = {"%nExamples:", "  flywheel settings list", "  flywheel settings list --config prod.yaml -o json"})
    static final class ListAll implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private DecisionOptions decision = new DecisionOptions();

        ListAll(CommandContext context) {
            this.context = context;
        }

        /** The result in JSON. */
        record SettingsListing(List<Controls.Version> versions) {}

        @Override
        public Integer call() {
            List<Controls.Version> versions = context.product().controls().versions(decision.place(context, options));
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(out, "SettingsListing", new SettingsListing(versions));
            } else {
                versions.forEach(version -> out.println(line(version)));
                if (versions.isEmpty()) {
                    out.println("nothing was published; the files of the jobs are in force");
                }
                out.flush();
            }
            return ExitCode.OK.number();
        }

        private static String line(Controls.Version version) {
            String until = version.effectiveTo() == null ? "" : " until " + version.effectiveTo();
            String reason = version.reason() == null ? "" : ": " + version.reason();
            return String.format(
                    Locale.ROOT,
                    "%-10s %4d  %-8s from %s%s by %s%s",
                    version.kind(),
                    version.version(),
                    version.verdict(),
                    version.effectiveFrom(),
                    until,
                    version.author(),
                    reason);
        }
    }
}
