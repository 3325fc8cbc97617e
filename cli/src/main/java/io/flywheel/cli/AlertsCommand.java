package io.flywheel.cli;

import io.flywheel.local.Alerts;
import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel alerts}: what is going on. */
@Command(name = "alerts", description = "Shows alerts.", synopsisSubcommandLabel = "list")
final class AlertsCommand {

    private AlertsCommand() {}

    static AlertsCommand parent() {
        return new AlertsCommand();
    }

    /** {@code flywheel alerts list}: the alerts that are open. */
    @Command(
            name = "list",
            description = "Shows the alerts that are open, what fires first.",
            footer = {
                "%nExamples:",
                "  flywheel alerts list                            from the running demo, or what the last run left",
                "  flywheel alerts list --all --config prod.yaml -o json"
            })
    static final class ListOpen implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Option(names = "--all", description = "Also those that are over.")
        private boolean all;

        @Option(names = "--config", paramLabel = "FILE", description = "Ask the PostgreSQL of this configuration.")
        private @Nullable Path configuration;

        @Mixin
        private LocalPlace place = new LocalPlace();

        ListOpen(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Path directory = context.dataDirectory(place.directory);
            context.logInto(directory, options);
            Alerts.Listing listing = context.product().alerts().list(configuration, directory, all);
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(out, "AlertListing", listing);
            } else {
                listing.alerts().forEach(alert -> out.println(line(alert)));
                if (listing.alerts().isEmpty()) {
                    out.println(all ? "no alert yet" : "no alert is open");
                }
                out.flush();
            }
            return ExitCode.OK.number();
        }

        private static String line(Alerts.Line alert) {
            Double value = alert.value();
            return String.format(
                    Locale.ROOT,
                    "%-10s %-8s %-22s %-24s %s since %s%s: %s",
                    alert.status(),
                    alert.severity(),
                    alert.rule(),
                    alert.subject(),
                    value == null ? "-" : String.format(Locale.ROOT, "%.2f", value),
                    alert.since(),
                    alert.resolvedAt() == null ? "" : " until " + alert.resolvedAt(),
                    alert.summary());
        }
    }
}
