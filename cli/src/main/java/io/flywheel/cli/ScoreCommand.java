package io.flywheel.cli;

import io.flywheel.local.evaluation.Score;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel score}: churn risk of customers at moments, with its reasons. */
@Command(
        name = "score",
        description =
                "Writes the churn risk of customers at given moments, and what each factor adds to it in log-odds.",
        footer = {
            "%nExamples:",
            "  flywheel score --events events.jsonl.gz --at moments.csv --out scores.csv",
            "  flywheel score --source stepik --events stepik.csv.gz --at moments.csv --out scores.csv --model mine.yaml"
        })
final class ScoreCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--events", required = true, paramLabel = "FILE", description = "The events; gzip is recognised.")
    private Path events = Path.of("");

    @Option(
            names = "--at",
            required = true,
            paramLabel = "CSV",
            description = "Columns customer_id and as_of; what happened until then counts.")
    private Path moments = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "CSV", description = "Where the scores go.")
    private Path out = Path.of("");

    @Mixin
    private ScoringOptions scoring = new ScoringOptions();

    ScoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Score.Report report =
                context.product().score().score(new Score.Request(scoring.source, events, moments, scoring.model, out));
        context.print(options, "ScoreReport", report);
        return 0;
    }
}
