package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.SampleOutputs.NOW;
import static io.flywheel.app.postgres.SampleOutputs.customer;
import static io.flywheel.app.postgres.SampleOutputs.progress;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDumpIT {

    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void sameContentGivesTheSameFilesHoweverItWasWritten(@TempDir Path directory) throws Exception {
        PostgresAccess plain = server.database();
        try (WriterBench bench = new WriterBench(plain)) {
            bench.write(
                            customer("b", 0.1),
                            customer("B", 1e-7, "visit", "\"a\",\n"),
                            customer("ä", -1.0 / 3),
                            progress(0, NOW))
                    .flush();
        }
        PostgresAccess detour = server.database();
        try (WriterBench first = new WriterBench(detour);
                WriterBench second = new WriterBench(detour)) {
            first.write(customer("ä", 7, "x", "y"), customer("b", 9, "z"), progress(0, 1))
                    .flush();
            second.write(customer("ä", -1.0 / 3)).flush();
            second.write(progress(0, NOW), customer("B", 1e-7, "\"a\",\n", "visit"))
                    .flush();
            second.write(customer("b", 0.1)).flush();
        }

        Map<String, String> one = dump(plain, directory.resolve("one"));
        Map<String, String> two = dump(detour, directory.resolve("two"));

        assertThat(one)
                .isEqualTo(two)
                .containsOnlyKeys(
                        "alert_instance",
                        "alert_notification",
                        "alert_told",
                        "alert_transition",
                        "churn_friction",
                        "control_record",
                        "customer",
                        "customer_momentum",
                        "customer_revenue",
                        "customer_wheel",
                        "data_quality_window",
                        "deal_course",
                        "deal_friction",
                        "flywheel_window",
                        "friction_event",
                        "friction_hotspot_window",
                        "friction_spike_window",
                        "growth_accounting_day",
                        "inquiry",
                        "momentum_contribution",
                        "pipeline_freshness",
                        "rejected_row",
                        "revolution",
                        "stage_transition",
                        "support_call",
                        "support_rating",
                        "ticket_current");
        assertThat(one.get("customer")).isEqualTo("""
                        customer_id,account_id,segment,plan,region,phase,first_seen_at,last_seen_at,activities
                        B,acme,,pro,eu,engage,2026-01-07T10:04:00.123000Z,2026-01-08T10:04:00.123000Z,7
                        b,acme,,pro,eu,engage,2026-01-07T10:04:00.123000Z,2026-01-08T10:04:00.123000Z,7
                        ä,acme,,pro,eu,engage,2026-01-07T10:04:00.123000Z,2026-01-08T10:04:00.123000Z,7
                        """);
        assertThat(one.get("customer_momentum"))
                .contains("-0.3333333333333333,")
                .contains(",1e-07,")
                .contains(",12.345,0.001,");
        assertThat(one.get("pipeline_freshness")).isEqualTo("job,stage,subtask\nmomentum,customers,0\n");
        assertThat(one.get("data_quality_window"))
                .isEqualTo("source,grain,window_start,accepted,late,rejected,rejected_by_reason,unmapped_types\n");
    }

    private static Map<String, String> dump(PostgresAccess access, Path directory) throws IOException {
        List<TableDump.DumpedTable> tables = TableDump.dump(EmbeddedServer.as("flywheel_reader", access), directory);
        return tables.stream().collect(Collectors.toMap(TableDump.DumpedTable::table, table -> read(table.file())));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
