package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.EmbeddedServer.query;
import static io.flywheel.app.postgres.SampleOutputs.DAY;
import static io.flywheel.app.postgres.SampleOutputs.NOW;
import static io.flywheel.app.postgres.SampleOutputs.customer;
import static io.flywheel.app.postgres.SampleOutputs.progress;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.pipeline.names.Metrics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which write wins: the latest of a customer, of the latest writer, whenever they flush. */
class PostgresWriterOrderIT {

    private static EmbeddedServer server;

    private PostgresAccess database;
    private PostgresAccess writerAccess;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void migrate() throws IOException, SQLException {
        database = server.database();
        writerAccess = EmbeddedServer.as("flywheel_writer", database);
    }

    @Test
    void latestOfACustomerWinsWithinAFlushAndAcross() throws Exception {
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(customer("c", 1, "a"), customer("d", 9), customer("c", 2, "b"), customer("c", 3, "b", "c"))
                    .flush();

            assertThat(query(database, "SELECT customer_id, momentum FROM flywheel.customer_momentum ORDER BY 1"))
                    .containsExactly("c|3", "d|9");
            assertThat(bench.count(Metrics.TABLE_ROWS.id())).isEqualTo(2 * 3 + 2 * 2 + 2);

            bench.write(customer("c", 4, "b")).flush();

            assertThat(query(database, "SELECT momentum FROM flywheel.customer_momentum ORDER BY 1"))
                    .containsExactly("4", "9");
            assertThat(bench.count(Metrics.TABLE_FLUSHES.id())).isEqualTo(2);
        }
    }

    @Test
    void contributionsThatAreNoLongerNamedAreGone() throws Exception {
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(customer("c", 1, "a", "b"), customer("d", 1, "a"), customer("e", 1, "z"))
                    .flush();
            bench.write(customer("c", 2, "b", "x"), customer("d", 2)).flush();
        }

        assertThat(query(database, "SELECT customer_id, signal_type FROM flywheel.momentum_contribution ORDER BY 1, 2"))
                .containsExactly("c|b", "c|x", "e|z");
    }

    @Test
    void earlierWriterChangesNothingOfALaterOne() throws Exception {
        try (WriterBench zombie = new WriterBench(writerAccess);
                WriterBench heir = new WriterBench(writerAccess)) {
            zombie.write(customer("c", 1, "a", "b"), progress(0, NOW)).flush();
            heir.write(customer("c", 2, "b"), progress(0, NOW + 5)).flush();
            zombie.write(customer("c", 3, "a", "z"), customer("d", 3, "z"), progress(0, NOW + 9))
                    .flush();

            assertThat(query(database, "SELECT customer_id, momentum FROM flywheel.customer_momentum ORDER BY 1"))
                    .containsExactly("c|2", "d|3");
            assertThat(query(
                            database,
                            "SELECT customer_id, signal_type FROM flywheel.momentum_contribution ORDER BY 1, 2"))
                    .containsExactly("c|b", "d|z");
            assertThat(
                            query(
                                    database,
                                    "SELECT (extract(epoch FROM watermark_at) * 1000)::bigint FROM flywheel.pipeline_freshness"))
                    .containsExactly(Long.toString(NOW + 5));

            heir.write(customer("d", 4)).flush();

            assertThat(query(
                            database,
                            "SELECT customer_id, signal_type FROM flywheel.momentum_contribution ORDER BY 1, 2"))
                    .containsExactly("c|b");
        }
    }

    @Test
    void progressComesWithTheRowsBeforeIt() throws Exception {
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(customer("c", 1), progress(1, NOW), customer("d", "\0", 1), customer("e", 1))
                    .flush();
        }

        assertThat(query(
                        database,
                        "SELECT count(*), count(DISTINCT updated_at) FROM"
                                + " (SELECT updated_at FROM flywheel.customer UNION ALL SELECT updated_at FROM flywheel.pipeline_freshness"
                                + " UNION ALL SELECT updated_at FROM flywheel.rejected_row) AS written"))
                .describedAs("two customers, one progress, one rejected row, one transaction")
                .containsExactly("4|1");
        assertThat(
                        query(
                                database,
                                "SELECT job, stage, subtask, watermark_at AT TIME ZONE 'UTC', parallelism FROM flywheel.pipeline_freshness"))
                .containsExactly("momentum|customers|1|2026-01-08 10:04:00.123|2");
    }

    @Test
    void flushesOnRowsOnTimeAndNotOnClose() throws Exception {
        PostgresSettings settings =
                new PostgresSettings(writerAccess, 8, Duration.ofSeconds(1), Duration.ofSeconds(60));
        String stored = "SELECT count(*) FROM flywheel.customer";
        try (WriterBench bench = new WriterBench(settings)) {
            bench.write(customer("a", 1));
            assertThat(query(database, stored)).containsExactly("0");

            bench.write(customer("b", 1));
            assertThat(query(database, stored))
                    .describedAs("four rows each, and eight are due")
                    .containsExactly("2");

            bench.write(customer("c", 1));
            bench.time.advance(999);
            assertThat(query(database, stored)).containsExactly("2");
            bench.time.advance(1);
            assertThat(query(database, stored)).containsExactly("3");

            bench.write(customer("d", 1));
            bench.time.advance(1_000);
            assertThat(query(database, stored)).containsExactly("4");

            bench.write(customer("e", 1));
        }
        assertThat(query(database, stored)).containsExactly("4");
    }

    @Test
    void leftOverPartsOfALargerJobDoNotMakeTheTablesStale() throws Exception {
        long now = System.currentTimeMillis();
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(customer("c", 1), progress(0, now - DAY), progress(1, now), progress(2, now - 9 * DAY))
                    .flush();
            assertThat(query(database, "SELECT stale FROM flywheel.customer_momentum_live"))
                    .containsExactly("t");

            bench.write(progress(0, now)).flush();
            assertThat(query(database, "SELECT stale FROM flywheel.customer_momentum_live"))
                    .containsExactly("f");
        }
    }

    @Test
    void randomHistoriesOfManyWritersEndInTheModelsRows() throws Exception {
        long seed = Long.getLong("flywheel.test.seed", 20_260_108L);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> model = new TreeMap<>();
        Map<String, Set<String>> contributions = new TreeMap<>();
        for (int generation = 0; generation < 3; generation++) {
            try (WriterBench bench = new WriterBench(
                    new PostgresSettings(writerAccess, 40, Duration.ofSeconds(1), Duration.ofSeconds(60)))) {
                for (int i = 0; i < 400; i++) {
                    String id = "c" + random.nextInt(30);
                    double momentum = random.nextDouble();
                    Set<String> types = new TreeSet<>();
                    random.ints(random.nextInt(4), 0, 6).forEach(type -> types.add("t" + type));
                    CustomerOutput output = customer(id, momentum, types.toArray(String[]::new));
                    bench.write(output);
                    model.put(id, Double.toString(momentum));
                    contributions.put(id, types);
                    if (random.nextInt(100) == 0) {
                        EmbeddedServer.execute(
                                database,
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'flywheel test'");
                    }
                }
                bench.flush();
            }
        }

        assertThat(query(
                                database,
                                "SELECT customer_id, momentum FROM flywheel.customer_momentum ORDER BY customer_id COLLATE \"C\"")
                        .stream()
                        .map(row -> row.substring(0, row.indexOf('|')) + "="
                                + Double.parseDouble(row.substring(row.indexOf('|') + 1))))
                .describedAs("seed %d", seed)
                .containsExactlyElementsOf(
                        model.entrySet().stream().map(Map.Entry::toString).toList());
        assertThat(
                        query(
                                database,
                                "SELECT customer_id, signal_type FROM flywheel.momentum_contribution ORDER BY customer_id COLLATE \"C\", 2"))
                .describedAs("seed %d", seed)
                .containsExactlyElementsOf(contributions.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream().map(type -> entry.getKey() + "|" + type))
                        .toList());
    }
}
