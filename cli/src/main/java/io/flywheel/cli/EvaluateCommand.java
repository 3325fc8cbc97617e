package io.flywheel.cli;

import io.flywheel.local.evaluation.Evaluate;
import io.flywheel.local.evaluation.Evaluation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flywheel evaluate}: what the scores are worth on outcomes that are known. */
@Command(
        name = "evaluate",
        description = "Scores customers at given moments with what was known then, and compares with what happened: "
                + "churn risk, index and every factor beside simple baselines.",
        footer = {
            "%nExamples:",
            "  flywheel evaluate --events events.jsonl.gz --labels test.csv -o json",
            "  flywheel evaluate --events events.jsonl.gz --labels test.csv --train train.csv --write-model mine.yaml",
            "  flywheel evaluate --all --data recorded/ -o json"
        })
final class EvaluateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--events", paramLabel = "FILE", description = "The events; gzip is recognised.")
    private @Nullable Path events;

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description = "Columns customer_id, as_of and label: 1 = the bad outcome came after as_of.")
    private @Nullable Path labels;

    @Option(
            names = "--train",
            paramLabel = "CSV",
            description = "Fit the weights on these labels, and on nothing else, and compare the fitted model, too.")
    private @Nullable Path train;

    @Mixin
    private ScoringOptions scoring = new ScoringOptions();

    @Option(
            names = "--write-model",
            paramLabel = "FILE",
            defaultValue = "risk-model-trained.yaml",
            description = "Where the fitted model goes (default ${DEFAULT-VALUE}).")
    private Path writeModel = Path.of("risk-model-trained.yaml");

    @Option(names = "--all", description = "Evaluate the recorded sets below --data with their own cut-offs.")
    private boolean all;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder of the recorded sets.")
    private @Nullable Path data;

    EvaluateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Evaluation.Report report = all ? evaluateAll() : evaluate();
        PrintWriter out = context.surroundings().out();
        if (options.output != OutputFormat.JSON) {
            report.sets().forEach(one -> print(out, one));
        } else if (all) {
            Results.writeJson(out, "EvaluationReport", report);
        } else {
            Results.writeJson(out, "Evaluation", report.sets().get(0));
        }
        return 0;
    }

    private Evaluation.Report evaluateAll() {
        return context.product().evaluate().evaluateAll(required(data, "--data", "with --all"), scoring.model);
    }

    private Evaluation.Report evaluate() {
        return context.product()
                .evaluate()
                .evaluate(new Evaluate.Request(
                        scoring.source,
                        required(events, "--events", "without --all"),
                        required(labels, "--labels", "without --all"),
                        train,
                        scoring.model,
                        writeModel));
    }

    private Path required(@Nullable Path given, String option, String when) {
        if (given != null) {
            return given;
        }
        String message = "Missing option: " + option + " is needed " + when;
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        throw new ParameterException(spec.commandLine(), message);
    }

    private static void print(PrintWriter out, Evaluation found) {
        out.printf(
                Locale.ROOT,
                "%s: %d rows of %d customers, %.1f %% went bad; %d of %d events taken%n",
                found.set(),
                found.n(),
                found.customers(),
                found.positiveRate() * 100,
                found.accepted(),
                found.events());
        out.printf(Locale.ROOT, "  %-34s %6s  %-16s %8s%n", "score", "AUC", "95 % interval", "lift 10%");
        for (Evaluation.Score score : found.scores()) {
            out.printf(
                    Locale.ROOT,
                    "  %-34s %6.4f  [%.4f, %.4f] %8.2f%n",
                    score.name(),
                    score.auc(),
                    score.aucLow(),
                    score.aucHigh(),
                    score.lift10());
        }
        found.calibration()
                .forEach((name, calibration) ->
                        out.printf(Locale.ROOT, "  %-34s Brier %.4f%n", name, calibration.brier()));
        if (found.modelFile() != null) {
            out.printf("  the fitted model is in %s%n", found.modelFile());
        }
        out.flush();
    }
}
