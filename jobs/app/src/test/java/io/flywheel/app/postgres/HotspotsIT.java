package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.spike.SpikeCause;
import io.flywheel.domain.spike.SpikeReading;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.pipeline.spike.SpikeOutput;
import io.flywheel.pipeline.wheel.CellRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the view of hotspots makes of the rows of the newest 24 hours. */
class HotspotsIT {

    private static final Instant NEWEST = Instant.parse("2026-03-29T10:00:00Z");

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
    void ratesAndExcessComeFromTheNewestDayAndItsExposure() throws IOException, SQLException {
        PostgresAccess database = server.database();
        try (Connection connection = database.connect("test")) {
            // a day of which half the hours rub: 24 x 10 customers, 30 dead ends in all
            for (int hour = 0; hour < 24; hour++) {
                place(connection, "1h", hour, "all", "all", "*", hour < 12 ? 3 : 0, 10, 20L);
                if (hour < 12) {
                    place(connection, "1h", hour, "all", "all", "dead_click", 2, 10, 20L);
                    place(connection, "1h", hour, "all", "all", "rage_click", 1, 10, 20L);
                }
            }
            place(connection, "1h", 3, "page", "/pricing", "*", 8, 4, null);
            place(connection, "1h", 3, "page", "/pricing", "dead_click", 8, 4, null);
            place(connection, "1h", 9, "page", "/pricing", "*", 0, 36, null);
            place(connection, "1h", 5, "page", "/help", "*", 1, 40, null);
            place(connection, "1h", 5, "page", "/help", "dead_click", 1, 40, null);
            place(connection, "1h", 6, "page", "/empty", "*", 1, 0, null);
            place(connection, "1h", 6, "page", "/empty", "rage_click", 1, 0, null);
            // taken back, too old, and of another grain
            place(connection, "1h", 2, "page", "/help", "rage_click", 0, 5, null);
            place(connection, "1h", 24, "page", "/old", "*", 9, 9, null);
            place(connection, "1h", 24, "page", "/old", "dead_click", 9, 9, null);
            place(connection, "5m", 1, "page", "/short", "dead_click", 9, 9, null);

            assertThat(EmbeddedServer.query(connection, """
                    SELECT dim_type, dim_value, signal_type, place, count, customer_hours, customer_hours_hit, sessions, rate,
                        round(rate_per_1000_sessions::numeric, 3), expected_count, excess,
                        window_start = timestamptz '2026-03-28 11:00Z', window_end = timestamptz '2026-03-29 11:00Z'
                    FROM flywheel.v_hotspots ORDER BY dim_type, place"""))
                    .containsExactly(
                            "all|all|dead_click|1|24|240|12|480|0.1|50.000|24|1|t|t",
                            "all|all|rage_click|2|12|240|12|480|0.05|25.000|12|1|t|t",
                            "page|/empty|rage_click|1|1|0|1|-|-|-|0|2|t|t",
                            "page|/pricing|dead_click|2|8|40|1|-|0.2|-|4|1.8|t|t",
                            "page|/help|dead_click|3|1|40|1|-|0.025|-|4|0.4|t|t");
        }
    }

    @Test
    void aPlaceBecomesARowForAllFrictionAndOneForEachType() throws Exception {
        PostgresAccess database = server.database();
        PostgresSettings settings = new PostgresSettings(
                EmbeddedServer.as("flywheel_writer", database), 10_000, Duration.ofSeconds(1), Duration.ofSeconds(60));
        long hour = 16L * (NEWEST.getEpochSecond() / 300) + Grain.HOUR.ordinal();
        try (PostgresWriter<CellRow> writer = new PostgresWriter<>(
                settings,
                new HotspotRows(),
                1,
                "flywheel test",
                new CountingMetrics(),
                new TestProcessingTimeService())) {
            writer.write(
                    new CellRow(
                            "segment:a:b",
                            hour,
                            content(8, 40, "*", 3, "dead_click", 2, "rage_click", 1),
                            2,
                            true,
                            null),
                    new NoContext());
            writer.write(
                    new CellRow("page:/quiet", hour, content(0, 0, "rage_click", 0), 0, false, null), new NoContext());
            writer.flush(true);
        }
        assertThat(EmbeddedServer.query(database, """
                SELECT grain, window_start = timestamptz '2026-03-29 09:00Z', window_end = timestamptz '2026-03-29 10:00Z', dim_type,
                    dim_value, signal_type, count, points, customers, exposure, sessions, rate, rate_per_1000_sessions, is_final, revision
                FROM flywheel.friction_hotspot_window ORDER BY dim_type DESC, signal_type"""))
                .containsExactly(
                        "1h|t|t|segment|a:b|*|3|0.006|1|8|40|0.375|75|t|2",
                        "1h|t|t|segment|a:b|dead_click|2|0.004|1|8|40|0.25|50|t|2",
                        "1h|t|t|segment|a:b|rage_click|1|0.002|1|8|40|0.125|25|t|2",
                        "1h|t|t|page|/quiet|*|0|0.000|0|0|-|-|-|f|0",
                        "1h|t|t|page|/quiet|rage_click|0|0.000|1|0|-|-|-|f|0");
    }

    @Test
    void spikesAreRowsOfTheirFiveMinutesAndOneLineEach() throws Exception {
        PostgresAccess database = server.database();
        PostgresSettings settings = new PostgresSettings(
                EmbeddedServer.as("flywheel_writer", database), 10_000, Duration.ofSeconds(1), Duration.ofSeconds(60));
        try (PostgresWriter<SpikeOutput> writer = new PostgresWriter<>(
                settings,
                new SpikeRows(),
                1,
                "flywheel test",
                new CountingMetrics(),
                new TestProcessingTimeService())) {
            // usual, two buckets of a spike of which the second breaks no chart, usual, and another spike
            writer.write(reading(0, 2, 0.5, false, false, null), new NoContext());
            writer.write(reading(5, 20, 7, true, true, SpikeCause.ONCE), new NoContext());
            writer.write(reading(10, 9, 3.5, true, false, null), new NoContext());
            writer.write(reading(15, 2, 0.5, false, false, null), new NoContext());
            writer.write(reading(20, 11, 4.5, true, true, SpikeCause.TWICE), new NoContext());
            writer.write(SpikeOutput.of(new Progress("job", "spikes", 0, NEWEST.toEpochMilli())), new NoContext());
            writer.flush(true);
        }
        assertThat(
                        EmbeddedServer.query(
                                database,
                                "SELECT job, watermark_at = timestamptz '2026-03-29 10:00Z' FROM flywheel.v_freshness WHERE stage = 'spikes'"))
                .containsExactly("job|t");
        assertThat(EmbeddedServer.query(database, """
                SELECT window_start = timestamptz '2026-03-29 10:05Z', window_end = timestamptz '2026-03-29 10:10Z', dim_type, dim_value, signal_type,
                    count, customers, exposure, baseline_rate, expected_count, excess, z, z_limit, is_spike, begins, cause
                FROM flywheel.friction_spike_window ORDER BY window_start LIMIT 2"""))
                .containsExactly(
                        "f|f|page|/pricing|dead_click|2|2|40|0.075|3|0.75|0.5|4|f|f|-",
                        "t|t|page|/pricing|dead_click|20|20|40|0.075|3|5.25|7|4|t|t|once");
        assertThat(EmbeddedServer.query(database, """
                SELECT dim_type, dim_value, signal_type, since = timestamptz '2026-03-29 10:05Z', until - since, count, customers, exposure,
                    expected_count, round(excess::numeric, 3), z, cause
                FROM flywheel.v_friction_spikes ORDER BY since"""))
                .containsExactly(
                        "page|/pricing|dead_click|t|00:10:00|29|20|80|6|4.286|7|once",
                        "page|/pricing|dead_click|f|00:05:00|11|11|40|3|3.000|4.5|twice");
    }

    private static SpikeOutput reading(
            int minute, long count, double score, boolean spiking, boolean begins, @Nullable SpikeCause cause) {
        return SpikeOutput.of(new SpotReading(
                "page:/pricing",
                "dead_click",
                NEWEST.plus(minute, ChronoUnit.MINUTES).toEpochMilli(),
                count,
                500 * count,
                count,
                40,
                0,
                new SpikeReading(score, 3, count / 3.0, 4, spiking, begins, cause)));
    }

    /** Types, each met by one customer so often and with two thousandths a time. */
    private static byte[] content(long customers, long sessions, Object... typesAndCounts) {
        StateWriter out = new StateWriter();
        out.putSigned(customers);
        out.putSigned(sessions);
        out.putCount(typesAndCounts.length / 2);
        for (int i = 0; i < typesAndCounts.length; i += 2) {
            long count = (Integer) typesAndCounts[i + 1];
            out.putText((String) typesAndCounts[i]);
            out.putSigned(count);
            out.putSigned(2 * count);
            out.putSigned(1);
        }
        return out.toBytes();
    }

    private static final class NoContext implements SinkWriter.Context {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return 0L;
        }
    }

    @Test
    void emptyTableHasNoRows() throws IOException, SQLException {
        assertThat(EmbeddedServer.query(server.database(), "SELECT * FROM flywheel.v_hotspots"))
                .isEmpty();
    }

    private static void place(
            Connection connection,
            String grain,
            int hoursAgo,
            String dimType,
            String dimValue,
            String type,
            long count,
            long exposure,
            @Nullable Long sessions)
            throws SQLException {
        Instant start = NEWEST.minus(hoursAgo, ChronoUnit.HOURS);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO flywheel.friction_hotspot_window (grain, window_start, dim_type, dim_value, signal_type, window_end,
                    count, points, customers, exposure, sessions, is_final, revision, writer_epoch, row_version)
                VALUES (?, ?, ?, ?, ?, ?, ?, 1.5, 1, ?, ?, false, 0, 1, 1)""")) {
            insert.setString(1, grain);
            insert.setObject(2, OffsetDateTime.ofInstant(start, ZoneOffset.UTC));
            insert.setString(3, dimType);
            insert.setString(4, dimValue);
            insert.setString(5, type);
            insert.setObject(6, OffsetDateTime.ofInstant(start.plus(1, ChronoUnit.HOURS), ZoneOffset.UTC));
            insert.setLong(7, count);
            insert.setLong(8, exposure);
            insert.setObject(9, sessions);
            insert.executeUpdate();
        }
    }
}
