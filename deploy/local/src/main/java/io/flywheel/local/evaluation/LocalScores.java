package io.flywheel.local.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.catalogue.DetectorsFile;
import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.app.config.InvalidFileException;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.outcomes.OutcomeStudy;
import io.flywheel.scenarios.recorded.RecordedSources;
import io.flywheel.scenarios.recorded.Snapshot;
import io.flywheel.scenarios.recorded.SnapshotFile;
import io.flywheel.scenarios.recorded.UnreadableEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evaluates and scores in this process: no Kafka, no Flink, no database, but the decoder, the fold and the meters of the jobs. */
public final class LocalScores implements Evaluate, Score {

    private final SignalCatalogue catalogue = CatalogueFile.parse("catalogue.yaml", CatalogueFile.builtIn());
    private final CustomerRules rules =
            new CustomerRules(catalogue, DetectorsFile.parse("detectors.yaml", DetectorsFile.builtIn()));

    @Override
    public Evaluation.Report evaluate(Evaluate.Request request) {
        RiskModel model = model(request.model());
        List<Snapshot> labels = readable(() -> SnapshotFile.labelled(request.labels()));
        Path train = request.train();
        List<Snapshot> learned = train == null ? null : readable(() -> SnapshotFile.labelled(train));
        Chronicle chronicle = new Chronicle(events(request.source(), request.events()), rules);
        RiskModel trained = null;
        if (learned != null) {
            trained = trained(
                    model,
                    new Scorer(rules, model).score(chronicle, learned),
                    Objects.requireNonNull(train).toString());
            write(request.writeModel(), RiskModelFile.text(trained));
        }
        Evaluation evaluation = evaluated(
                request.events().toString(),
                model,
                chronicle,
                labels,
                trained,
                learned == null ? 0 : learned.size(),
                learned == null ? null : request.writeModel().toString());
        return new Evaluation.Report(List.of(evaluation));
    }

    @Override
    public Evaluation.Report evaluateAll(Path folder, @Nullable Path modelFile) {
        RiskModel model = model(modelFile);
        List<Evaluation> evaluations = new ArrayList<>();
        for (OutcomeStudy study : OutcomeStudy.all()) {
            List<RecordedEvent> events = events(study.source(), folder.resolve(study.file()));
            Chronicle chronicle = new Chronicle(events, rules);
            List<Snapshot> train = study.train(events);
            RiskModel trained = trained(model, new Scorer(rules, model).score(chronicle, train), study.name());
            evaluations.add(evaluated(study.name(), model, chronicle, study.test(events), trained, train.size(), null));
        }
        return new Evaluation.Report(evaluations);
    }

    private Evaluation evaluated(
            String set,
            RiskModel model,
            Chronicle chronicle,
            List<Snapshot> labels,
            @Nullable RiskModel trained,
            int trainRows,
            @Nullable String modelFile) {
        long bad = labels.stream()
                .filter(label -> Boolean.TRUE.equals(label.bad()))
                .count();
        if (bad == 0 || bad == labels.size()) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "nothing can be compared on " + set,
                    "all " + labels.size() + " labels are the same: " + (bad == 0 ? "none" : "every one") + " is 1",
                    "give labels of both kinds");
        }
        List<ScoredRow> rows = new Scorer(rules, model).score(chronicle, labels);
        return new Evaluator(model, rows).evaluate(chronicle, set, trained, trainRows, modelFile);
    }

    private static RiskModel trained(RiskModel model, List<ScoredRow> rows, String origin) {
        String fittedOn = rows.size() + " rows of " + origin;
        try {
            return RiskTrainer.fit(
                    model, Evaluator.factors(rows), Evaluator.outcomes(rows), "trained-" + rows.size(), fittedOn);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "no weights can be fitted on " + origin,
                    Failure.wordsOf(e),
                    "give training labels of both kinds",
                    e);
        }
    }

    @Override
    public Score.Report score(Score.Request request) {
        RiskModel model = model(request.model());
        List<Snapshot> moments = readable(() -> SnapshotFile.moments(request.moments()));
        Chronicle chronicle = new Chronicle(events(request.source(), request.events()), rules);
        List<ScoredRow> rows = new Scorer(rules, model).score(chronicle, moments);
        Path out = request.out();
        try (CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8)) {
            csv.writeRecord(header(model));
            for (ScoredRow row : rows) {
                csv.writeRecord(record(row, model));
            }
        } catch (IOException e) {
            throw unwritable(out, e);
        }
        long unknown = moments.stream()
                .filter(moment -> chronicle.of(moment.customerId()).isEmpty())
                .count();
        return new Score.Report(
                chronicle.events(), chronicle.accepted(), rows.size(), (int) unknown, model.version(), out.toString());
    }

    private static List<String> header(RiskModel model) {
        Stream<String> fixed = Stream.of(
                "customer_id",
                "as_of",
                "churn_risk",
                "level",
                "log_odds",
                "base_log_odds",
                "momentum_index",
                "silent_days",
                "cadence_days",
                "exposure",
                "friction_excess",
                "top_reasons");
        return Stream.concat(
                        fixed,
                        model.weights().stream()
                                .map(weight -> "reason_" + weight.factor().word()))
                .toList();
    }

    private static List<String> record(ScoredRow row, RiskModel model) {
        ChurnRisk risk = row.risk();
        Stream<String> fixed = Stream.of(
                row.snapshot().customerId(),
                Instant.ofEpochMilli(row.snapshot().asOfMillis()).toString(),
                Double.toString(risk.risk()),
                model.level(risk.risk()).name(),
                Double.toString(risk.logOdds()),
                Double.toString(risk.baseLogOdds()),
                Double.toString(row.index()),
                Double.toString(risk.silentDays()),
                Double.toString(risk.cadenceDays()),
                Double.toString(risk.exposure()),
                Double.toString(risk.excess()),
                topReasons(risk));
        return Stream.concat(fixed, risk.reasons().stream().map(reason -> Double.toString(reason.logOdds())))
                .toList();
    }

    /** The three factors that raise the risk most, worst first. */
    private static String topReasons(ChurnRisk risk) {
        return String.join(
                " ",
                risk.reasons().stream()
                        .filter(reason -> reason.logOdds() > 0)
                        .sorted(Comparator.comparingDouble(ChurnRisk.Reason::logOdds)
                                .reversed())
                        .limit(3)
                        .map(reason -> reason.factor().word())
                        .toList());
    }

    private static RiskModel model(@Nullable Path file) {
        if (file == null) {
            return RiskModelFile.parse("risk-model.yaml", RiskModelFile.builtIn());
        }
        try {
            return RiskModelFile.parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the risk model " + file + " can not be read",
                    Failure.wordsOf(e),
                    "name a file that exists and that this user may read",
                    e);
        } catch (InvalidFileException e) {
            throw new Failure(
                    ErrorCode.CONFIG_INVALID,
                    "the risk model " + file + " is not valid",
                    Failure.wordsOf(e),
                    "mend it; the form is in docs/reference/risk.md",
                    e);
        }
    }

    private static List<RecordedEvent> events(String source, Path input) {
        return readable(() -> RecordedSources.named(source)
                .read(RecordedSources.fileIn(input))
                .events());
    }

    private static <T> T readable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableEventException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "an input can not be read",
                    Failure.wordsOf(e),
                    "mend the line, or name the right file and --source; nothing was scored",
                    e);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "there is no such source",
                    Failure.wordsOf(e),
                    "name one of " + RecordedSources.names() + " with --source",
                    e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Failure unwritable(Path file, IOException cause) {
        return new Failure(
                ErrorCode.INPUT_UNREADABLE,
                "the result can not be written to " + file,
                Failure.wordsOf(cause),
                "name a file in a folder that exists and that this user may write",
                cause);
    }
}
