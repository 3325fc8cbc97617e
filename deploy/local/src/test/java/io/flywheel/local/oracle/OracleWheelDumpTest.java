package io.flywheel.local.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.scenarios.invented.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the wheel against a dump of themselves, written as PostgreSQL writes: what the comparison of a run relies on. */
class OracleWheelDumpTest {

    private static final SignalCatalogue CATALOGUE = CatalogueFile.parse("built in", CatalogueFile.builtIn());
    private static final Instant START = Instant.parse("2024-05-10T12:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(40));

    @TempDir
    private Path directory;

    private final List<PlainEvent> accepted = new ArrayList<>();
    private ExpectedTables expected = OracleWheel.tables(CATALOGUE, accepted, 0);

    @BeforeEach
    void recompute() {
        OracleWheel wheel = new OracleWheel(CATALOGUE);
        Oracle oracle = new Oracle(CATALOGUE, event -> {
            accepted.add(event);
            wheel.take(event);
        });
        // so few invented events hardly hold a second order
        for (int day = 0; day <= 20; day += 10) {
            oracle.take(PlainEvent.of(
                    "deals", "order_completed", "loyal", "order" + day, START.plus(Duration.ofDays(day))));
        }
        Scenario.demo(5, START)
                .withCustomers(8)
                .withEventsPerSecond(0.00001)
                .withDuration(Duration.between(START, END))
                .events()
                .forEachRemaining(event -> oracle.take(PlainEvent.of(event)));
        expected = wheel.tables(END.toEpochMilli());
    }

    @Test
    void everyTableIsSameAsItsDump() throws IOException {
        expected.rows().forEach((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        dump(expected);
        assertThat(RowComparison.of(expected, directory).toString()).isEqualTo("0 differences");
    }

    @Test
    void theOrderOfEventsDoesNotMatter() throws IOException {
        List<PlainEvent> backwards = new ArrayList<>();
        accepted.forEach(event -> backwards.add(0, event));
        dump(OracleWheel.tables(CATALOGUE, backwards, END.toEpochMilli()));
        assertThat(RowComparison.of(expected, directory).toString()).isEqualTo("0 differences");
    }

    @Test
    void oneEventLessIsSeen() throws IOException {
        dump(OracleWheel.tables(CATALOGUE, accepted.subList(1, accepted.size()), END.toEpochMilli()));
        assertThat(RowComparison.of(expected, directory).isSame()).isFalse();
    }

    @Test
    void theGrowthIdentityHolds() {
        assertThat(expected.table("growth_accounting_day")).allSatisfy(row -> {
            assertThat(count(row, "active"))
                    .isEqualTo(count(row, "new") + count(row, "retained") + count(row, "resurrected"));
            assertThat(count(row, "active") - count(row, "active_before"))
                    .isEqualTo(count(row, "new") + count(row, "resurrected") - count(row, "churned"));
        });
    }

    private static long count(Map<String, Object> row, String column) {
        return row.get(column) instanceof Long count ? count : -1;
    }

    private void dump(ExpectedTables tables) throws IOException {
        for (Map.Entry<String, List<Map<String, Object>>> table : tables.rows().entrySet()) {
            try (CsvWriter file = CsvWriter.builder().build(directory.resolve(table.getKey() + ".csv"))) {
                file.writeRecord(table.getValue().get(0).keySet());
                for (Map<String, Object> row : table.getValue()) {
                    file.writeRecord(row.values().stream()
                            .map(OracleWheelDumpTest::written)
                            .toList());
                }
            }
        }
    }

    private static String written(Object value) {
        if (value == ExpectedTables.NULL) {
            return "";
        }
        return value instanceof Boolean truth ? (truth ? "t" : "f") : value.toString();
    }
}
