package io.flywheel.cli;

import io.flywheel.local.evaluation.spikes.SpikeEvaluation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel evaluate-spikes}: what the detector of spikes is worth on series whose incidents are known. */
@Command(
        name = "evaluate-spikes",
        description =
                "Runs the detector of spikes over recorded series, one setting for all, and compares its alerts with "
                        + "known incidents, beside as many random alerts and simple rules.",
        footer = {
            "%nExamples:",
            "  flywheel evaluate-spikes --series data/ --labels combined_windows.json",
            "  flywheel evaluate-spikes --series data/ --labels combined_windows.json -o json"
        })
final class EvaluateSpikesCommand implements Callable<Integer> {

    private static final String ROW = "%-56s %7s %7s %7s %9s %9s %9s%n";

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--series",
            paramLabel = "DIR",
            required = true,
            description = "Folder of CSV files with the columns timestamp and value, in any depth.")
    private Path series = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            required = true,
            description = "JSON: path of a series to a list of windows, each a pair of begin and end.")
    private Path labels = Path.of("");

    EvaluateSpikesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SpikeEvaluation found = context.product().evaluateSpikes().evaluate(series, labels);
        PrintWriter out = context.surroundings().out();
        if (options.output == OutputFormat.JSON) {
            Results.writeJson(out, "SpikeEvaluation", found);
        } else {
            print(out, found);
        }
        return 0;
    }

    private static void print(PrintWriter out, SpikeEvaluation found) {
        out.printf(Locale.ROOT, ROW, "series", "windows", "found", "false", "false/day", "delay min", "by chance");
        for (SpikeEvaluation.Series one : found.series()) {
            row(out, one.series(), one.comparison().detector(), one.comparison().random());
        }
        for (SpikeEvaluation.Total group : found.groups()) {
            total(out, group);
        }
        total(out, found.all());
        found.unlabelled().forEach(file -> out.printf("not judged, for the labels do not name it: %s%n", file));
        found.missing().forEach(name -> out.printf("named by the labels, but not there: %s%n", name));
        out.flush();
    }

    private static void total(PrintWriter out, SpikeEvaluation.Total total) {
        out.println();
        row(
                out,
                total.name() + " (" + total.series() + " series)",
                total.comparison().detector(),
                total.comparison().random());
        total.comparison().baselines().forEach((rule, outcome) -> row(out, "  " + rule, outcome, null));
    }

    private static void row(
            PrintWriter out, String name, SpikeEvaluation.Outcome outcome, SpikeEvaluation.@Nullable Chance chance) {
        Double delay = outcome.delaySecondsMedian();
        out.printf(
                Locale.ROOT,
                ROW,
                name,
                outcome.windows(),
                outcome.windowsFound(),
                outcome.falseAlerts(),
                number("%.3f", outcome.falseAlertsPerSeriesDay()),
                number("%.0f", delay == null ? null : delay / 60),
                number("%.1f", chance == null ? null : chance.windowsFound()));
    }

    private static String number(String form, @Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, form, value);
    }
}
