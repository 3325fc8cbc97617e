package io.flywheel.local.evaluation.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSpikesTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    @TempDir
    private Path directory;

    private final LocalSpikes spikes = new LocalSpikes();

    @Test
    void windowsDelaysAndFalseAlertsAreCounted() throws IOException {
        // Two spikes: bucket 600 in a window that begins 50 minutes before, bucket 1000 in none; one window stays
        // empty.
        series("a/one.csv", 5, 1200, i -> i >= 600 && i < 606 ? 100 : i >= 1000 && i < 1006 ? 400 : 10);
        Path labels = labels("{\"a/one.csv\": [" + window(590, 620) + ", " + window(100, 120) + "]}");

        SpikeEvaluation found = spikes.evaluate(directory, labels);

        SpikeEvaluation.Outcome outcome = found.series().get(0).comparison().detector();
        assertThat(found.series().get(0).alertsAt()).containsExactly(at(600), at(1000));
        assertThat(outcome.windows()).isEqualTo(2);
        assertThat(outcome.windowsFound()).isEqualTo(1);
        assertThat(outcome.falseAlerts()).isEqualTo(1);
        double days = 1199 * 5 / 1440.0;
        assertThat(found.series().get(0).days()).isCloseTo(days, within(1e-9));
        assertThat(outcome.falseAlertsPerSeriesDay()).isCloseTo(1 / days, within(1e-9));
        assertThat(outcome.delaySecondsMedian()).isEqualTo(3000);
        assertThat(outcome.delaySecondsMean()).isEqualTo(3000);
        assertThat(found.all().comparison()).isEqualTo(found.groups().get(0).comparison());
        assertThat(found.groups().get(0).name()).isEqualTo("a");
    }

    @Test
    void chanceHitsWindowsByTheirShareOfThePoints() throws IOException {
        series("one.csv", 5, 1200, i -> i == 600 ? 100 : i == 1000 ? 400 : 10);
        Path labels = labels("{\"one.csv\": [" + window(0, 119) + "]}");

        SpikeEvaluation.Chance chance =
                spikes.evaluate(directory, labels).all().comparison().random();

        // Two alerts, a tenth of the points: 1 − 0.9² of the time at least one is in the window.
        assertThat(chance.windowsFound()).isCloseTo(0.19, within(0.06));
        assertThat(chance.falseAlerts()).isCloseTo(1.8, within(0.06));
        assertThat(spikes.evaluate(directory, labels).all().comparison().random())
                .isEqualTo(chance);
    }

    @Test
    void nobodyIsToldTwiceWithinSixHours() throws IOException {
        series("one.csv", 5, 1200, i -> i % 72 == 71 ? 1000 : 10);
        SpikeEvaluation found = spikes.evaluate(directory, labels("{\"one.csv\": []}"));
        assertThat(alerts(found, "static_6_sigma")).isEqualTo(1200 / 72);
        series("two.csv", 5, 1200, i -> i % 36 == 35 ? 1000 : 10);
        found = spikes.evaluate(directory, labels("{\"two.csv\": []}"));
        assertThat(alerts(found, "static_3_sigma")).isBetween(1200 / 72, 1200 / 72 + 1);
    }

    private static int alerts(SpikeEvaluation found, String rule) {
        return Objects.requireNonNull(found.all().comparison().baselines().get(rule))
                .alerts();
    }

    @Test
    void rowsInAnyOrderTwiceOrBrokenMakeTheSameSeries() throws IOException {
        List<String> rows = series("a/one.csv", 5, 1200, i -> i == 600 ? 100.5 : 10 + i % 3);
        List<String> messy = new ArrayList<>(rows);
        messy.addAll(rows.subList(3, 10));
        Collections.shuffle(messy, new Random(5));
        messy.addAll(List.of("nonsense,1", "2026-01-05 00:00:01,", "2026-01-05 00:00:02,NaN", "2026-01-05", ",,,"));
        write(
                "b/one.csv",
                "\uFEFFvalue , other, Timestamp",
                messy.stream()
                        .map(row -> {
                            String[] cells = row.split(",", -1);
                            return (cells.length > 1 ? cells[1] : "") + ",x," + cells[0];
                        })
                        .toList());

        SpikeEvaluation found = spikes.evaluate(
                directory,
                labels("{\"a/one.csv\": [" + window(590, 610) + "], \"b/one.csv\": [" + window(590, 610) + "]}"));

        SpikeEvaluation.Series clean = found.series().get(0);
        SpikeEvaluation.Series mixed = found.series().get(1);
        assertThat(mixed.alertsAt()).isEqualTo(clean.alertsAt()).isNotEmpty();
        assertThat(mixed.points()).isEqualTo(1200);
        assertThat(mixed.duplicateRows()).isEqualTo(7);
        assertThat(mixed.skippedRows()).isEqualTo(5);
        assertThat(clean.kind()).isEqualTo("measure");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30, 60, 1440})
    void anyIntervalAndGapsAreRead(int minutes) throws IOException {
        SplittableRandom random = new SplittableRandom(minutes);
        series("one.csv", minutes, 2000, i -> i == 1800 ? 500 : 40 + random.nextInt(9));
        List<String> rows = Files.readAllLines(directory.resolve("one.csv"));
        List<String> gaps = new ArrayList<>(rows.subList(1, 300));
        gaps.addAll(rows.subList(500, rows.size()));
        write("one.csv", rows.get(0), gaps);
        Instant spike = START.plus(Duration.ofMinutes(1800L * minutes));

        SpikeEvaluation found = spikes.evaluate(
                directory, labels("{\"one.csv\": [[\"" + spike + "\", \"" + spike.plusSeconds(60) + "\"]]}"));

        assertThat(found.all().comparison().detector().windowsFound()).isEqualTo(1);
    }

    @Test
    void fewPointsNoneAndConstantsRaiseNothing() throws IOException {
        write("none.csv", "timestamp,value", List.of());
        series("single.csv", 5, 1, i -> 7);
        series("few.csv", 5, 20, i -> i);
        series("constant.csv", 5, 2000, i -> 3.25);
        SpikeEvaluation found = spikes.evaluate(
                directory,
                labels("{\"none.csv\": [" + window(0, 9)
                        + "], \"single.csv\": [], \"few.csv\": [], \"constant.csv\": []}"));

        assertThat(found.all().comparison().detector().alerts()).isZero();
        assertThat(found.all().comparison().detector().windows()).isEqualTo(1);
        assertThat(found.all().comparison().detector().delaySecondsMedian()).isNull();
        assertThat(found.series())
                .hasSize(4)
                .allSatisfy(one ->
                        assertThat(one.comparison().random().windowsFound()).isZero());
        assertThat(found.series().stream()
                        .filter(one -> one.series().equals("none.csv"))
                        .findFirst()
                        .orElseThrow()
                        .comparison()
                        .detector()
                        .falseAlertsPerSeriesDay())
                .isNull();
    }

    @Test
    void theFolderMayBeAnyOnTheWayToTheSeries() throws IOException {
        series("deep/group/one.csv", 5, 400, i -> i == 350 ? 90 : 10);
        series("deep/other.csv", 5, 10, i -> 1);
        Path labels = labels("{\"group/one.csv\": [" + window(340, 360) + "], \"group/gone.csv\": []}");

        for (String folder : List.of("deep", "deep/group")) {
            SpikeEvaluation found = spikes.evaluate(directory.resolve(folder), labels);
            assertThat(found.all().comparison().detector().windowsFound()).isEqualTo(1);
            assertThat(found.missing()).containsExactly("group/gone.csv");
            assertThat(found.unlabelled()).isEqualTo(folder.equals("deep") ? List.of("other.csv") : List.of());
        }
    }

    @Test
    void whatCanNotBeReadIsSaidSo() throws IOException {
        Path good = labels("{\"one.csv\": []}");
        refused(directory, good, "none is a CSV file");
        refused(directory.resolve("nowhere"), good, "nowhere");
        write("one.csv", "time,number", List.of("2026-01-05 00:00:00,1"));
        refused(directory, good, "no columns timestamp and value");
        series("one.csv", 5, 10, i -> 1);
        refused(directory, directory.resolve("no.json"), "no.json");
        for (String bad : List.of(
                "[]",
                "{",
                "{\"one.csv\": 3}",
                "{\"one.csv\": [\"2026-01-05 00:00:00\"]}",
                "{\"one.csv\": [[\"2026-01-06 00:00:00\", \"2026-01-05 00:00:00\"]]}",
                "{\"one.csv\": [[\"soon\", \"later\"]]}")) {
            refused(directory, labels(bad), "labels");
        }
        series("x/two.csv", 5, 10, i -> 1);
        series("y/two.csv", 5, 10, i -> 1);
        refused(directory, labels("{\"two.csv\": []}"), "not the only one");
    }

    private void refused(Path folder, Path labels, String words) {
        assertThatThrownBy(() -> spikes.evaluate(folder, labels))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(words);
    }

    private static Instant at(int bucket) {
        return START.plus(Duration.ofMinutes(5L * bucket));
    }

    private static String window(int from, int to) {
        return "[\"" + text(at(from)) + ".000000\", \"" + text(at(to)) + ".000000\"]";
    }

    private static String text(Instant at) {
        return at.toString().replace('T', ' ').replace("Z", "");
    }

    private Path labels(String json) throws IOException {
        return Files.writeString(directory.resolve("labels.json"), json);
    }

    private List<String> series(String name, int minutes, int points, IntToDoubleFunction value) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            rows.add(text(START.plus(Duration.ofMinutes((long) minutes * i))) + "," + value.applyAsDouble(i));
        }
        write(name, "timestamp,value", rows);
        return rows;
    }

    private void write(String name, String header, List<String> rows) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, header + "\n" + String.join("\n", rows) + "\n");
    }
}
