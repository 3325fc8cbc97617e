package io.flywheel.cli;

import io.flywheel.domain.alert.Unit;
import io.flywheel.local.alerts.Alerts;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flywheel alerts}: what is going on, who takes care of it, and who is to be told. */
@Command(
        name = "alerts",
        description = "Shows alerts, and who is to be told of them.",
        synopsisSubcommandLabel = "list | ack | silence | tail")
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
                    "%-10s %-8s %-22s %-24s %-18s since %s%s: %s",
                    alert.status(),
                    alert.severity(),
                    alert.rule(),
                    alert.subject(),
                    value == null ? "-" : Unit.told(Unit.ofWord(alert.unit()), value),
                    alert.since(),
                    alert.resolvedAt() == null ? "" : " until " + alert.resolvedAt(),
                    alert.summary());
        }
    }

    /** {@code flywheel alerts ack}: somebody takes care of an alert. */
    @Command(
            name = "ack",
            description = "Says that you take care of an alert: it is not repeated, and its end is still told.",
            footer = {
                "%nExamples:",
                "  flywheel alerts ack 3f8a2c",
                "  flywheel alerts ack 3f8a2c --by ann --config prod.yaml"
            })
    static final class Acknowledge implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private DecisionOptions decision = new DecisionOptions();

        @Parameters(paramLabel = "FINGERPRINT", description = "The alert, or how its fingerprint begins.")
        private String fingerprint = "";

        @Option(names = "--episode", paramLabel = "N", description = "Which run of it; default: the latest.")
        private @Nullable Long episode;

        Acknowledge(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Controls.Place place = decision.place(context, options);
            return DecisionOptions.report(
                    context,
                    options,
                    context.product().controls().acknowledge(place, fingerprint, episode, decision.author));
        }
    }

    /** {@code flywheel alerts silence}: nobody is told of some alerts for a while. */
    @Command(
            name = "silence",
            description =
                    "Lets nobody be told of some alerts for a while, or ends a silence early. The tables still show them.",
            footer = {
                "%nExamples:",
                "  flywheel alerts silence --matcher rule=friction_spreads --for 2h --comment release",
                "  flywheel alerts silence --end ann-2026-03-01T12:00:00Z"
            })
    static final class Silence implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private DecisionOptions decision = new DecisionOptions();

        @ArgGroup(multiplicity = "1")
        private Choice choice = new Choice();

        /** A new silence, or the end of one. */
        static final class Choice {
            @ArgGroup(exclusive = false, multiplicity = "1")
            private @Nullable Begin begin;

            @Option(names = "--end", paramLabel = "ID", required = true, description = "End this silence now.")
            private @Nullable String end;
        }

        /** What a new silence covers. */
        static final class Begin {
            @Option(
                    names = "--matcher",
                    paramLabel = "MATCHER",
                    required = true,
                    description = "LABEL=TEXT, !=, =~ or !~; given again, all must match.")
            private List<String> matchers = new ArrayList<>();

            @Option(
                    names = "--for",
                    paramLabel = "SPAN",
                    required = true,
                    converter = SpanConverter.class,
                    description = "How long (90s, 5m, 2h, 1d).")
            private Duration lasts = Duration.ZERO;

            @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
            private String comment = "";
        }

        Silence(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Controls.Place place = decision.place(context, options);
            Controls controls = context.product().controls();
            Begin begin = choice.begin;
            return DecisionOptions.report(
                    context,
                    options,
                    begin != null
                            ? controls.silence(place, begin.matchers, begin.lasts, decision.author, begin.comment)
                            : controls.endSilence(place, String.valueOf(choice.end), decision.author));
        }
    }

    /** {@code flywheel alerts tail}: every change of every alert as it comes. */
    @Command(
            name = "tail",
            description = "Shows every change of every alert from now on, a CloudEvent in JSON a line.",
            footer = {"%nExamples:", "  flywheel alerts tail", "  flywheel alerts tail --duration 5m | jq .data.summary"
            })
    static final class Tail implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Option(names = "--config", paramLabel = "FILE", description = "Ask the Kafka of this configuration.")
        private @Nullable Path configuration;

        @Option(
                names = "--duration",
                paramLabel = "SPAN",
                converter = SpanConverter.class,
                description = "End after this time (90s, 5m); default: Ctrl+C.")
        private @Nullable Duration duration;

        @Mixin
        private LocalPlace place = new LocalPlace();

        Tail(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Path directory = context.dataDirectory(place.directory);
            context.logInto(directory, options);
            Clock clock = context.surroundings().clock();
            Instant end = duration == null ? Instant.MAX : clock.instant().plus(duration);
            PrintWriter out = context.surroundings().out();
            context.product()
                    .controls()
                    .tail(
                            new Controls.Place(configuration, directory),
                            event -> {
                                out.println(event);
                                out.flush();
                            },
                            () -> !clock.instant().isBefore(end));
            return ExitCode.OK.number();
        }
    }
}
