package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.EmbeddedServer.query;
import static io.flywheel.app.postgres.SampleOutputs.DAY;
import static io.flywheel.app.postgres.SampleOutputs.NOW;
import static io.flywheel.app.postgres.SampleOutputs.customer;
import static io.flywheel.app.postgres.SampleOutputs.friction;
import static io.flywheel.app.postgres.SampleOutputs.progress;
import static io.flywheel.app.postgres.SampleOutputs.push;
import static io.flywheel.app.postgres.SampleOutputs.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.domain.quality.QualityWindow;
import io.flywheel.pipeline.names.Metrics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches the tables: every value as it is, and what PostgreSQL refuses put aside. */
class PostgresWriterIT {

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
    void everyValueArrivesAsItIs() throws Exception {
        MomentumReading reading = reading(
                -0.1 - 0.2,
                List.of(new DecayTerm("push.touch", 4.9E-5, 7 * DAY, 30), new DecayTerm("fast", 0.1, 3 * DAY, 0)),
                List.of(new StandingTerm("ticket_open", "t\"1\\", NOW - DAY, 0.5, 2 * DAY, 4, Long.MAX_VALUE, "e9")));
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(
                            customer(
                                    "c1",
                                    reading,
                                    List.of(
                                            push("visit", 0.5, "e1", "e 2,\"{}"),
                                            push("trial", 2),
                                            friction("rage", 0.7, "é😀"))),
                            customer("c2", 1, "visit"))
                    .flush();
        }

        assertThat(query(
                        database,
                        "SELECT customer_id, account_id, segment, plan, region, phase, first_seen_at AT TIME ZONE 'UTC',"
                                + " last_seen_at AT TIME ZONE 'UTC', activities FROM flywheel.customer ORDER BY 1"))
                .containsExactly(
                        "c1|-|-|-|-|attract|2026-01-08 10:04:00.123|2026-01-08 10:04:00.123|1",
                        "c2|acme|-|pro|eu|engage|2026-01-07 10:04:00.123|2026-01-08 10:04:00.123|7");
        assertThat(query(
                        database,
                        "SELECT momentum, mass, mass_breadth, v_fast, v_slow, trend, friction, momentum_index, band, prev_band,"
                                + " pushes_total, friction_total, revolutions_total, next_crossing_at AT TIME ZONE 'UTC', map_version"
                                + " FROM flywheel.customer_momentum WHERE customer_id = 'c1'"))
                .containsExactly(
                        "-0.30000000000000004|2.5|0.2|1.2|1.3|-0.4|0.75|61.5|yellow|green|12.345|0.001|9|2026-01-09 10:04:00.123|3");
        assertThat(
                        query(
                                database,
                                "SELECT decay -> 'push.touch' ->> 'm', decay -> 'push.touch' ->> 'h', decay -> 'push.touch' ->> 'k',"
                                        + " decay -> 'fast' ->> 'u', standing FROM flywheel.customer_momentum WHERE customer_id = 'c1'"))
                .containsExactly("0.000049|7.0|30.0|" + NOW
                        + "|[{\"cap\": 4.0, \"ref\": 2.0, \"base\": 0.5, \"event_id\": \"e9\", \"opened_at\": "
                        + (NOW - DAY) + ", \"object_ref\": \"t\\\"1\\\\\", \"signal_type\": \"ticket_open\"}]");
        assertThat(query(
                        database,
                        "SELECT jsonb_path_query_array(top_push, '$.signal_type'), top_friction #>> '{0,event_ids,0}'"
                                + " FROM flywheel.customer_momentum WHERE customer_id = 'c1'"))
                .containsExactly("[\"trial\", \"visit\"]|é😀");
        assertThat(
                        query(
                                database,
                                "SELECT churn_risk, log_odds, base_log_odds, level, prev_level, next_crossing_at AT TIME ZONE 'UTC', silent_days,"
                                        + " cadence_days, exposure, observed_friction, expected_friction, friction_excess, standing_per_day,"
                                        + " p_alive, clumpiness, waiting_deals[2], reasons, model_version FROM flywheel.churn_friction WHERE customer_id = 'c2'"))
                .containsExactly(
                        "0.625|0.5|-0.25|elevated|low|2026-01-10 10:04:00.123|3.5|7|12.5|6.25|4.75|1.25|0.05|-|0.5|deal \"2\""
                                + "|[{\"share\": 0.8, \"value\": 2.5, \"factor\": \"friction_excess\", \"log_odds\": 1.0},"
                                + " {\"share\": 0.2, \"value\": 0.0, \"factor\": \"value_events\", \"log_odds\": -0.25}]|test-1");
        assertThat(query(
                        database,
                        "SELECT level, top_factor, top_reason, top_share, friction_excess, momentum_index, band"
                                + " FROM flywheel.v_churn_risk WHERE customer_id = 'c2'"))
                .containsExactly(
                        "elevated|friction_excess|12.2 x the friction that this much activity would lead one to expect|0.8|1.25|61.5|yellow");
        assertThat(query(
                        database,
                        "SELECT side, signal_type, phase, department, points_per_day, rate_per_day, share, count_28d,"
                                + " last_at AT TIME ZONE 'UTC', event_ids, as_of AT TIME ZONE 'UTC'"
                                + " FROM flywheel.momentum_contribution WHERE customer_id = 'c1' ORDER BY 1, 2"))
                .containsExactly(
                        "friction|rage|delight|service|0.7|0.7|1|1|2026-01-08 10:04:00.123|{é😀}|2026-01-08 10:04:00.123",
                        "push|trial|attract|marketing|2|1|0.25|3|2026-01-07 10:04:00.123|{}|2026-01-08 10:04:00.123",
                        "push|visit|attract|marketing|0.5|0.25|0.25|3|2026-01-07 10:04:00.123|{e1,\"e 2,\\\"{}\"}|2026-01-08 10:04:00.123");
        assertThat(
                        query(
                                database,
                                "SELECT customer_id, currency, won_minor, refunded_minor, value_events FROM flywheel.customer_revenue ORDER BY 2"))
                .containsExactly("c2|CHF|99|0|1", "c2|EUR|1250|50|2");
    }

    @Test
    void thousandthsAreExactOverTheWholeRange() throws Exception {
        long[] values = {
            0,
            1,
            -1,
            999,
            1_000,
            9_999_999,
            10_000_000,
            10_000_000_000L,
            -12_345_678_901_234L,
            Long.MAX_VALUE,
            Long.MIN_VALUE
        };
        try (WriterBench bench = new WriterBench(writerAccess)) {
            for (int i = 0; i < values.length; i++) {
                MomentumReading r = reading(0, List.of(), List.of());
                bench.write(customer(
                        "c" + i,
                        new MomentumReading(
                                r.asOfMillis(),
                                1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                50,
                                r.band(),
                                r.previousBand(),
                                0,
                                values[i],
                                0,
                                0,
                                null,
                                List.of(),
                                List.of(),
                                1),
                        List.of()));
            }
            bench.flush();
        }

        assertThat(
                        query(
                                database,
                                "SELECT (pushes_total * 1000)::bigint FROM flywheel.customer_momentum ORDER BY substr(customer_id, 2)::int"))
                .isEqualTo(Arrays.stream(values).mapToObj(Long::toString).toList());
    }

    @Test
    void endOfInputIsInfinite() throws Exception {
        try (WriterBench bench = new WriterBench(writerAccess)) {
            bench.write(progress(0, Long.MAX_VALUE), progress(1, Long.MIN_VALUE))
                    .flush();
        }

        assertThat(query(database, "SELECT watermark_at::text FROM flywheel.pipeline_freshness ORDER BY subtask"))
                .containsExactly("infinity", "-infinity");
    }

    @Test
    void poisonRowsArePutAsideAndTheirNeighboursWritten() throws Exception {
        String endless = new SplittableRandom(7)
                .ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        try (WriterBench bench = new WriterBench(writerAccess)) {
            for (int i = 0; i < 100; i++) {
                bench.write(customer("c%02d".formatted(i), i, "visit"));
            }
            bench.write(
                            customer("c50", "a\0b", 1, "visit"),
                            customer("nul\0id", 1, "visit"),
                            customer("half\uD83D", 1, "visit"),
                            customer("half\uD83E", 1, "visit"),
                            customer("nan", Double.NaN, "visit"),
                            customer(
                                    "far",
                                    new MomentumReading(
                                            Long.MAX_VALUE - 1,
                                            1,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            50,
                                            Band.RED,
                                            Band.RED,
                                            0,
                                            0,
                                            0,
                                            0,
                                            null,
                                            List.of(),
                                            List.of(),
                                            1),
                                    List.of()),
                            customer(
                                    "event",
                                    reading(1, List.of(), List.of()),
                                    List.of(push("visit", 1, "e\0"), push("trial", 1, "e"))),
                            customer(endless, 1, "visit"))
                    .flush();

            assertThat(query(database, "SELECT count(*) FROM flywheel.customer WHERE customer_id ~ '^c[0-9]{2}$'"))
                    .containsExactly("99");
            assertThat(query(
                            database,
                            "SELECT count(*) FROM flywheel.customer_momentum WHERE customer_id ~ '^c[0-9]{2}$'"))
                    .containsExactly("100");
            assertThat(query(
                            database,
                            "SELECT table_name, row_key, sqlstate FROM flywheel.rejected_row"
                                    + " WHERE length(row_key) < 100 ORDER BY row_key, table_name"))
                    .contains(
                            "customer|c50|22021",
                            "customer|nul\uFFFDid|22021",
                            "customer_momentum|nul\uFFFDid|22021",
                            "customer_momentum|nan|23514",
                            "customer_momentum|far|22008",
                            "customer_momentum|event|22P05",
                            "momentum_contribution|event/push/visit|22021");
            assertThat(query(
                            database,
                            "SELECT \"row\" ->> 'plan', \"row\" ->> 'activities', \"row\" ->> 'last_seen_at'"
                                    + " FROM flywheel.rejected_row WHERE row_key = 'c50'"))
                    .containsExactly("a\uFFFDb|7|2026-01-08T10:04:00.123Z");
            assertThat(
                            query(
                                    database,
                                    "SELECT count(*), bool_and(length(row_key) < 600) FROM flywheel.rejected_row WHERE sqlstate = '54000'"))
                    .containsExactly("5|t");
            assertThat(
                            query(
                                    database,
                                    "SELECT customer_id FROM flywheel.momentum_contribution WHERE customer_id IN ('nan', 'event', 'far')"))
                    .describedAs("contributions to a reading that was refused")
                    .isEmpty();
            assertThat(bench.count(Metrics.TABLE_REJECTED_ROWS.id()))
                    .isGreaterThanOrEqualTo(Long.parseLong(query(database, "SELECT count(*) FROM flywheel.rejected_row")
                            .get(0)));

            bench.write(customer("after", 1)).flush();

            assertThat(query(database, "SELECT count(*) FROM flywheel.customer WHERE customer_id = 'after'"))
                    .containsExactly("1");
        }
    }

    @Test
    void idsAreNeverSql() throws Exception {
        List<String> ids = List.of(
                "'); DROP TABLE flywheel.customer; --",
                "\\.",
                "\"",
                "$1",
                "?",
                "a\tb\nc",
                "{}",
                "NULL",
                "",
                " ",
                "\\N",
                "%s",
                "ß漢字😀");
        try (WriterBench bench = new WriterBench(writerAccess)) {
            for (String id : ids) {
                bench.write(customer(id, id, 1, id));
            }
            bench.flush();
            for (String id : ids) {
                bench.write(customer(id, id, 2, id));
            }
            bench.flush();
        }

        assertThat(query(database, "SELECT customer_id FROM flywheel.customer"))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(query(database, "SELECT signal_type FROM flywheel.momentum_contribution"))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(query(database, "SELECT count(*) FROM flywheel.rejected_row"))
                .containsExactly("0");
    }

    @Test
    void qualityWindowsArriveAsTheyAre() throws Exception {
        PostgresSettings settings = PostgresSettings.of(writerAccess);
        try (PostgresWriter<QualityOutput> writer = new PostgresWriter<>(
                settings,
                new QualityRows(),
                1,
                "flywheel test",
                new UnregisteredMetricsGroup(),
                new TestProcessingTimeService())) {
            long hour = NOW - NOW % Duration.ofHours(1).toMillis();
            QualityWindow first =
                    new QualityWindow("deals", hour, 10, 5, 2, 1, 2, Map.of("NO_CUSTOMER", 1L, "FUTURE", 1L), Map.of());
            QualityWindow second = new QualityWindow(
                    "deals", hour, 11, 6, 2, 1, 2, first.rejectedByReason(), Map.of("odd \"type\"", 4L));
            WriterContext context = new WriterContext();
            writer.write(QualityOutput.of(first), context);
            writer.write(QualityOutput.of(second), context);
            writer.flush(true);
        }

        assertThat(query(
                        database,
                        "SELECT source, grain, window_start AT TIME ZONE 'UTC', received, accepted, duplicates, late, rejected,"
                                + " rejected_by_reason, unmapped_types FROM flywheel.data_quality_window"))
                .containsExactly(
                        "deals|1h|2026-01-08 10:00:00|11|6|2|1|2|{\"FUTURE\": 1, \"NO_CUSTOMER\": 1}|{\"odd \\\"type\\\"\": 4}");
    }

    private record WriterContext() implements SinkWriter.Context {
        @Override
        public long currentWatermark() {
            return 0;
        }

        @Override
        public Long timestamp() {
            return 0L;
        }
    }
}
