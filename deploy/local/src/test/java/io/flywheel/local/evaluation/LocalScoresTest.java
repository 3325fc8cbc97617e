package io.flywheel.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalScoresTest {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final LocalScores scores = new LocalScores();

    @Test
    void whatComesLaterChangesNothing() throws IOException {
        Path moments = moments("ada");
        List<String> known = events("ada", 30, 2);
        List<String> more = new ArrayList<>(known);
        more.add(event("later", "ada", "step_failed", AS_OF.plusMillis(1), AS_OF.plusMillis(1)));
        more.add(event("told-later", "ada", "step_failed", AS_OF.minusSeconds(60), AS_OF.plusSeconds(60)));
        more.add(event("of-bob", "bob", "step_failed", AS_OF.minusSeconds(60), AS_OF.minusSeconds(60)));

        assertThat(score("known", known, moments)).isEqualTo(score("more", more, moments));
    }

    @Test
    void whatHappenedAtTheMomentItselfCounts() throws IOException {
        List<String> known = events("ada", 30, 2);
        List<String> more = new ArrayList<>(known);
        more.add(event("now", "ada", "step_passed", AS_OF, AS_OF));

        assertThat(score("known", known, moments("ada"))).isNotEqualTo(score("more", more, moments("ada")));
    }

    @Test
    void theReasonsAddUpToTheLogOdds() throws IOException {
        for (Map<String, String> row : score("events", events("ada", 30, 2), moments("ada", "nobody"))) {
            double sum = number(row, "base_log_odds");
            for (Map.Entry<String, String> field : row.entrySet()) {
                sum += field.getKey().startsWith("reason_") ? Double.parseDouble(field.getValue()) : 0;
            }
            double logOdds = number(row, "log_odds");
            assertThat(sum).isCloseTo(logOdds, within(1e-9));
            assertThat(number(row, "churn_risk")).isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-9));
        }
    }

    @Test
    void aTrainedModelIsWrittenAndReadAgain() throws IOException {
        Path events = directory.resolve("events.jsonl");
        Path labels = directory.resolve("labels.csv");
        invent(events, labels);
        Path model = directory.resolve("model.yaml");

        Evaluation trained = scores.evaluate(new Evaluate.Request("canonical", events, labels, labels, null, model))
                .sets()
                .get(0);
        Evaluation again = scores.evaluate(new Evaluate.Request("canonical", events, labels, null, model, model))
                .sets()
                .get(0);

        assertThat(trained.n()).isEqualTo(200);
        assertThat(trained.modelFile()).isEqualTo(model.toString());
        assertThat(trained.trainedAuc()).isNotNull().isGreaterThan(0.8);
        assertThat(again.untrainedAuc()).isEqualTo(trained.trainedAuc());
        assertThat(again.trainedAuc()).isNull();
        assertThat(trained.baselines().get("recency")).isGreaterThan(0.8);
        assertThat(trained.scores()).extracting(Evaluation.Score::name).contains("index", "factor_overdue");
        assertThat(trained.calibration().get("risk_trained")).isNotNull();
    }

    @Test
    void labelsOfOneKindAreAnError() throws IOException {
        Path events = write("events.jsonl", events("ada", 30, 2));
        Path labels = Files.writeString(directory.resolve("labels.csv"), "customer_id,as_of,label\nada,2026-03-01,1\n");

        assertThatThrownBy(() -> scores.evaluate(
                        new Evaluate.Request("canonical", events, labels, null, null, directory.resolve("m"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("every one is 1");
    }

    @Test
    void anUnreadableInputIsNamed() {
        assertThatThrownBy(() -> scores.score(new Score.Request(
                        "canonical",
                        directory.resolve("none.jsonl"),
                        moments("ada"),
                        null,
                        directory.resolve("out.csv"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("none.jsonl");
    }

    private static double number(Map<String, String> row, String name) {
        return Double.parseDouble(row.getOrDefault(name, "missing"));
    }

    /** A hundred learners who go on and a hundred who stop a month before the moment. */
    private void invent(Path events, Path labels) throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        List<String> lines = new ArrayList<>();
        StringBuilder rows = new StringBuilder("customer_id,as_of,label\n");
        for (int i = 0; i < 200; i++) {
            boolean stops = i % 2 == 0;
            String customer = "c" + i;
            lines.addAll(events(customer, stops ? 25 : 50, 1 + random.nextInt(4)));
            rows.append(customer)
                    .append(",2026-03-01T00:00:00Z,")
                    .append(stops ? 1 : 0)
                    .append('\n');
        }
        Files.write(events, lines);
        Files.writeString(labels, rows);
    }

    private static List<String> events(String customer, int days, int every) {
        List<String> lines = new ArrayList<>();
        for (int day = 0; day < days; day += every) {
            Instant at = START.plus(Duration.ofDays(day));
            lines.add(event(customer + "-" + day, customer, day % 3 == 0 ? "step_failed" : "step_passed", at, at));
        }
        return lines;
    }

    private static String event(String id, String customer, String type, Instant at, Instant recorded) {
        return String.format(
                Locale.ROOT,
                "{\"stream\":\"clickstream\",\"event_id\":\"%s\",\"source\":\"test\",\"occurred_at\":\"%s\","
                        + "\"recorded_at\":\"%s\",\"customer_id\":\"%s\",\"type\":\"%s\"}",
                id,
                at,
                recorded,
                customer,
                type);
    }

    private Path moments(String... customers) throws IOException {
        StringBuilder text = new StringBuilder("customer_id,as_of\n");
        for (String customer : customers) {
            text.append(customer).append(',').append(AS_OF).append('\n');
        }
        return Files.writeString(directory.resolve("moments.csv"), text);
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines);
    }

    private List<Map<String, String>> score(String name, List<String> events, Path moments) throws IOException {
        Path out = directory.resolve(name + ".csv");
        scores.score(new Score.Request("canonical", write(name + ".jsonl", events), moments, null, out));
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(out)) {
            return csv.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
        }
    }
}
