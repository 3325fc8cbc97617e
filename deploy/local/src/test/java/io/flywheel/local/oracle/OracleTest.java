package io.flywheel.local.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.domain.signal.SignalCatalogue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every number here was worked out by hand from docs/reference/signals.md and the built-in catalogue. */
class OracleTest {

    private static final SignalCatalogue CATALOGUE = CatalogueFile.parse("built in", CatalogueFile.builtIn());
    private static final Instant NOON = Instant.parse("2024-05-10T12:00:00Z");
    private static final double LN_2 = Math.log(2);

    private final List<PlainEvent> events = new ArrayList<>();

    @Test
    void onePush() {
        events.add(event("clickstream", "content_download", NOON));
        Map<String, Object> row = row("customer_momentum", NOON);
        double velocity = 10 * (1 - Math.exp(-3 * LN_2 / 14 / 10));
        assertThat(row)
                .containsEntry("as_of", NOON)
                .containsEntry("band", "yellow")
                .containsEntry("prev_band", "red");
        assertThat(number(row, "mass")).isCloseTo(1.37, within(1e-12));
        assertThat(number(row, "velocity")).isCloseTo(velocity, within(1e-12));
        assertThat(number(row, "v_fast")).isCloseTo(LN_2, within(1e-12));
        assertThat(number(row, "v_slow")).isCloseTo(LN_2 / 7, within(1e-12));
        assertThat(number(row, "trend")).isEqualTo(3);
        assertThat(number(row, "momentum")).isCloseTo(1.37 * velocity, within(1e-12));
        assertThat(number(row, "stored_momentum")).isCloseTo(1.37 * 3, within(1e-12));
        assertThat(row.get("pushes_total")).isEqualTo(new BigDecimal("3.000"));
        assertThat(row.get("next_crossing_at")).isEqualTo(ExpectedTables.NULL);
        assertThat(json(row, "decay").path("push.intent").path("h").asDouble()).isEqualTo(14);
        assertThat(json(row, "decay").path("push.intent").path("m").asDouble()).isCloseTo(3, within(1e-12));
        assertThat(json(row, "top_push").path(0).path("event_ids").path(0).asText())
                .isEqualTo("e0");
        assertThat(row("customer", NOON)).containsEntry("phase", "attract").containsEntry("activities", 1L);
    }

    @Test
    void revenueAndMass() {
        events.add(event("deals", "order_completed", NOON.minus(Duration.ofDays(180)))
                .with("amount_minor", 90_000)
                .with("currency", "GBP"));
        events.add(event("deals", "order_completed", NOON)
                .with("amount_minor", 50_000)
                .with("currency", "EUR"));
        events.add(event("support", "returned", NOON)
                .with("attributes", Map.of("amount_minor", "22500", "currency", "GBP")));
        Map<String, Object> row = row("customer_momentum", NOON);
        // 2 typical customers half a year ago and 1 now, less half of one
        assertThat(number(row, "mass_value")).isCloseTo(1.5 / 2.5, within(1e-12));
        assertThat(number(row, "mass_loyalty")).isCloseTo(0.25, within(1e-12));
        assertThat(tables(NOON).table("customer_revenue"))
                .containsExactly(
                        Map.of(
                                "customer_id",
                                "c1",
                                "currency",
                                "EUR",
                                "won_minor",
                                50_000L,
                                "refunded_minor",
                                0L,
                                "value_events",
                                1L),
                        Map.of(
                                "customer_id",
                                "c1",
                                "currency",
                                "GBP",
                                "won_minor",
                                90_000L,
                                "refunded_minor",
                                22_500L,
                                "value_events",
                                1L));
    }

    @Test
    void standingFriction() {
        events.add(
                event("support", "sla_missed", NOON.minus(Duration.ofDays(7))).with("ticket_id", "t1"));
        events.add(
                event("support", "sla_missed", NOON.minus(Duration.ofDays(3))).with("ticket_id", "t1"));
        events.add(event("clickstream", "search", NOON));
        Map<String, Object> row = row("customer_momentum", NOON);
        assertThat(number(row, "friction_standing")).isCloseTo(3, within(1e-12));
        assertThat(json(row, "standing")).hasSize(1);
        assertThat(json(row, "standing").path(0).path("event_id").asText()).isEqualTo("e0");
        double impulse = 8 * LN_2 / 7 * (0.5 + Math.pow(2, -3 / 7.0));
        Map<String, Object> breach = row("momentum_contribution", NOON);
        assertThat(number(breach, "points_per_day")).isCloseTo(3 + impulse, within(1e-12));
        assertThat(breach).containsEntry("event_ids", List.of("e0", "e1")).containsEntry("count_28d", 2L);

        events.add(event("support", "closed", NOON.plusSeconds(1)).with("ticket_id", "t1"));
        Map<String, Object> closed = row("customer_momentum", NOON);
        assertThat(number(closed, "friction_standing")).isZero();
        assertThat(json(closed, "standing")).isEmpty();
        // the integral of 1.5 (1 + t/7) over seven days, each day's worth faded by at most 2^-(7/90)
        double impulses = 8 * (Math.pow(2, -7 / 90.0) + Math.pow(2, -3 / 90.0));
        assertThat(number(closed, "stored_momentum") + impulses).isBetween(-15.75, -15.75 * Math.pow(2, -7 / 90.0));
    }

    @Test
    void theBandRemembersMidnights() {
        // 18 points five days ago: green at the midnights since, 74.0 now
        for (int i = 0; i < 6; i++) {
            events.add(event("clickstream", "content_download", NOON.minus(Duration.ofDays(5))));
        }
        events.add(event("clickstream", "search", NOON));
        Map<String, Object> row = row("customer_momentum", NOON);
        assertThat(number(row, "momentum_index")).isBetween(72.0, 75.0);
        assertThat(row).containsEntry("prev_band", "green").containsEntry("band", "green");

        events.clear();
        for (int i = 0; i < 4; i++) {
            events.add(event("clickstream", "content_download", NOON));
        }
        Map<String, Object> fresh = row("customer_momentum", NOON);
        assertThat(number(fresh, "momentum_index")).isBetween(72.0, 75.0);
        assertThat(fresh).containsEntry("prev_band", "red").containsEntry("band", "yellow");
    }

    @Test
    void theRowMovesWhenTheBandChangesBySilence() {
        for (int i = 0; i < 6; i++) {
            events.add(event("clickstream", "content_download", NOON));
        }
        Instant moment = value(row("customer_momentum", NOON), "next_crossing_at", Instant.class);
        // mass x velocity falls to 11/14: 10 (1 - e^-x/10) = 11/14/1.37
        double rate = -10 * Math.log(1 - 11 / 14.0 / 1.37 / 10);
        double days = 14 * Math.log(18 * LN_2 / 14 / rate) / LN_2;
        assertThat(Duration.between(NOON, moment).toMillis() / 86_400_000.0).isCloseTo(days, within(2e-5));
        assertThat(row("customer_momentum", moment.minusMillis(1))).containsEntry("as_of", NOON);
        assertThat(row("customer_momentum", moment))
                .containsEntry("as_of", moment)
                .containsEntry("band", "yellow")
                .containsEntry("prev_band", "green")
                .containsEntry("next_crossing_at", ExpectedTables.NULL);
        assertThat(row("customer_momentum", Instant.ofEpochMilli(Long.MAX_VALUE)))
                .containsEntry("as_of", moment);
    }

    @Test
    void whatMayNotEnterIsCounted() {
        PlainEvent taken = event("clickstream", "custom", NOON).with("attributes", Map.of("name", "podcast"));
        events.add(taken);
        events.add(taken);
        events.add(taken.with("count", 2));
        events.add(event("clickstream", "page_view", NOON).with("customer_id", ""));
        events.add(event("clickstream", "page_view", NOON).with("customer_id", "a\nb"));
        events.add(event("clickstream", "page_view", NOON).with("event_id", "x".repeat(257)));
        events.add(event("clickstream", "page_view", NOON).with("count", 0));
        events.add(event("deals", "won", NOON).with("amount_minor", 5));
        events.add(event("support", "nps_rated", NOON).with("score", Double.NaN));
        events.add(event("clickstream", "page_view", NOON.minus(Duration.ofDays(7)))
                .arriving(NOON));
        events.add(
                event("clickstream", "page_view", NOON.minus(Duration.ofDays(7)).minusMillis(1))
                        .arriving(NOON));
        events.add(event(
                        "clickstream",
                        "page_view",
                        NOON.plus(Duration.ofMinutes(5)).plusMillis(1))
                .arriving(NOON));
        events.add(event("clickstream", "page_view", Instant.parse("1980-01-01T00:00:00Z")));
        ExpectedTables tables = tables(NOON);
        ExpectedTables.Tally tally = tables.tally();
        assertThat(tally.read()).isEqualTo(13);
        assertThat(tally.accepted()).isEqualTo(2);
        assertThat(tally.duplicates()).isEqualTo(1);
        assertThat(tally.late()).isEqualTo(1);
        assertThat(tally.rejectedByReason())
                .isEqualTo(Map.of(
                        "ID_CONFLICT",
                        1L,
                        "MISSING_CUSTOMER",
                        1L,
                        "INVALID_CUSTOMER",
                        1L,
                        "INVALID_IDENTITY",
                        1L,
                        "INVALID_VALUE",
                        3L,
                        "TIMESTAMP_IN_FUTURE",
                        1L,
                        "TIMESTAMP_OUT_OF_RANGE",
                        1L));
        assertThat(tally.accepted() + tally.duplicates() + tally.late() + tally.rejected())
                .isEqualTo(tally.read());
        Map<String, Object> hour = tables.table("data_quality_window").stream()
                .filter(row -> NOON.equals(row.get("window_start")) && "clickstream".equals(row.get("source")))
                .findFirst()
                .orElseThrow();
        assertThat(hour).containsEntry("accepted", 2L).containsEntry("late", 1L).containsEntry("rejected", 6L);
        assertThat(json(hour, "unmapped_types").path("podcast").asLong()).isEqualTo(1);
    }

    private PlainEvent event(String stream, String type, Instant at) {
        return PlainEvent.of(stream, type, "c1", "e" + events.size(), at);
    }

    private ExpectedTables tables(Instant watermark) {
        return Oracle.tables(CATALOGUE, events, watermark.toEpochMilli());
    }

    private Map<String, Object> row(String table, Instant watermark) {
        List<Map<String, Object>> rows = tables(watermark).table(table);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static double number(Map<String, Object> row, String column) {
        return value(row, column, Double.class);
    }

    private static JsonNode json(Map<String, Object> row, String column) {
        return value(row, column, JsonNode.class);
    }

    private static <T> T value(Map<String, Object> row, String column, Class<T> type) {
        return type.cast(Objects.requireNonNull(row.get(column), column));
    }
}
