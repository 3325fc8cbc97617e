package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.local.oracle.ExpectedTables;
import io.flywheel.local.oracle.Oracle;
import io.flywheel.local.oracle.OracleWheel;
import io.flywheel.local.oracle.PlainEvent;
import io.flywheel.local.oracle.RowComparison;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.replay.LocalReplay;
import io.flywheel.local.replay.ReplayReport;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.recorded.RecordedSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recorded real data through real Kafka, Flink and PostgreSQL, shuffled by a day and with a fifth of it sent twice, against the same tables computed a second time in a single thread from the
 * list of events.
 *
 * <p>The data is no part of the project: {@code -Dflywheel.recorded.data=FOLDER} says where it lies, {@code -Dflywheel.recorded.sets=NAME,NAME} which sets are wanted.
 */
class RecordedSetsIT {

    /** What the closing heartbeats add to the last arrival, less the bound of the watermark and one. */
    private static final long AFTER_THE_LAST = Duration.ofMinutes(4).toMillis() - 1;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "online-retail, online_retail_uci/online_retail.csv.gz",
        "stepik, stepik_submissions/submissions_data_train.csv.gz",
        "bpic2012, bpic2012_loans/bpic2012_events.csv.gz",
        "servicenow, servicenow_incidents_uci/incident_event_log.csv.gz"
    })
    void theTablesAreThoseOfASecondComputation(String source, String file) throws IOException {
        String folder = System.getProperty("flywheel.recorded.data", "");
        String wanted = System.getProperty("flywheel.recorded.sets", "bpic2012");
        assumeTrue(!folder.isEmpty(), "SKIPPED: name the folder of recorded data with -Dflywheel.recorded.data=FOLDER");
        assumeTrue(
                List.of(wanted.split(",", -1)).contains(source),
                "SKIPPED: add " + source + " to -Dflywheel.recorded.sets to run it");
        Path input = Path.of(folder).resolve(file);
        Path dump = directory.resolve("dump");

        ReplayReport report = new LocalReplay(new MomentumTables(), new Configurations(), Clock.systemUTC())
                .run(request(source, input, dump), Progress.silent());
        List<ExpectedTables> expected = secondComputation(source, input);

        assertThat(report.read())
                .isEqualTo(report.accepted() + report.duplicates() + report.late() + report.rejected());
        assertThat(report.duplicates()).isEqualTo(report.copies());
        for (ExpectedTables tables : expected) {
            assertThat(RowComparison.of(tables, dump).toString()).isEqualTo("0 differences");
        }
    }

    private static List<ExpectedTables> secondComputation(String source, Path input) {
        List<RecordedEvent> events = RecordedSources.named(source).read(input).events();
        long last =
                events.stream().mapToLong(RecordedEvent::arrivedAtMillis).max().orElseThrow();
        SignalCatalogue catalogue = CatalogueFile.parse("built in", CatalogueFile.builtIn());
        OracleWheel wheel = new OracleWheel(catalogue);
        Oracle oracle = new Oracle(catalogue, wheel::take);
        events.stream()
                .map(PlainEvent::of)
                .sorted(Comparator.comparingLong(PlainEvent::arrivedAtMillis))
                .forEach(oracle::take);
        return List.of(
                oracle.tables(last + AFTER_THE_LAST),
                oracle.facts(last + AFTER_THE_LAST),
                wheel.tables(last + AFTER_THE_LAST));
    }

    private ReplayRequest request(String source, Path input, Path dump) throws IOException {
        Path programs = Path.of("target", "programs").toAbsolutePath();
        Path state = directory.resolve("state");
        Files.createDirectories(programs);
        Files.createDirectories(state);
        Files.createSymbolicLink(state.resolve("programs"), programs);
        Disturbance disturbance = new Disturbance(Duration.ofDays(1), 0.2, 7);
        return new ReplayRequest(source, input, null, Map.of(), disturbance, dump, Duration.ofMinutes(10), state, null);
    }
}
