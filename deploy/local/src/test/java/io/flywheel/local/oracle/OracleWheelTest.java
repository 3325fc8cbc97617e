package io.flywheel.local.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.domain.signal.SignalCatalogue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Windows and growth: every number here was worked out by hand from docs/reference/wheel.md, signals.md and the built-in catalogue. */
class OracleWheelTest {

    private static final SignalCatalogue CATALOGUE = CatalogueFile.parse("built in", CatalogueFile.builtIn());
    private static final Instant MIDNIGHT = Instant.parse("2024-05-10T00:00:00Z");
    private static final Instant NOON = Instant.parse("2024-05-10T12:00:00Z");
    private static final Instant LATER = Instant.parse("2024-09-01T00:00:00Z");

    private final List<PlainEvent> events = new ArrayList<>();

    @Test
    void aWindowTakesItsStartAndNotItsEnd() {
        happened("clickstream", "page_view", "c1", NOON.plusSeconds(300).minusMillis(1));
        happened("clickstream", "page_view", "c1", NOON.plusSeconds(300));
        happened("clickstream", "dead_click", "c2", NOON.plusSeconds(300));

        assertThat(starts("5m", LATER)).containsExactly(NOON, NOON.plusSeconds(300));
        Map<String, Object> first = window("5m", NOON, "all", "all");
        assertThat(first)
                .containsEntry("window_end", NOON.plusSeconds(300))
                .containsEntry("pushes", 1L)
                .containsEntry("frictions", 0L)
                .containsEntry("push_points", new BigDecimal("0.200"))
                .containsEntry("friction_points", new BigDecimal("0.000"))
                .containsEntry("customers_active", 1L);
        assertThat(number(first, "velocity")).isCloseTo(57.6, within(1e-9));
        assertThat(number(first, "velocity_weighted")).isCloseTo(57.6 * 1.37, within(1e-9));

        Map<String, Object> day = window("1d", MIDNIGHT, "all", "all");
        assertThat(day)
                .containsEntry("pushes", 2L)
                .containsEntry("frictions", 1L)
                .containsEntry("customers_active", 2L);
        assertThat(number(day, "velocity")).isCloseTo(0.4, within(1e-12));
        assertThat(number(day, "friction")).isCloseTo(0.5, within(1e-12));
        assertThat(number(day, "velocity_weighted")).isCloseTo(0.548, within(1e-12));
        assertThat(number(day, "momentum")).isCloseTo(0.048, within(1e-12));
        assertThat(json(day, "by_phase").toString())
                .isEqualTo(
                        "{\"attract\":{\"push\":0.400,\"friction\":0.000},\"engage\":{\"push\":0.000,\"friction\":0.000},"
                                + "\"delight\":{\"push\":0.000,\"friction\":0.500}}");
        assertThat(json(day, "by_department").at("/marketing/push").asDouble()).isEqualTo(0.4);
        assertThat(json(day, "by_department").at("/sales")).hasSize(2);
        assertThat(json(day, "by_department").at("/service/friction").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void trailingWindowsEndAtEveryStep() {
        happened("clickstream", "page_view", "c1", NOON.plusSeconds(60));
        happened("clickstream", "page_view", "c1", NOON.plus(Duration.ofHours(2)));
        // the step of the event itself and every one in which it is still inside
        assertThat(starts("trailing_1h", LATER)).hasSize(24).startsWith(NOON.minus(Duration.ofMinutes(55)));
        assertThat(starts("trailing_24h", LATER)).hasSize(26).startsWith(NOON.minus(Duration.ofHours(23)));
        assertThat(starts("trailing_7d", LATER)).hasSize(7).startsWith(MIDNIGHT.minus(Duration.ofDays(6)));
        assertThat(starts("trailing_28d", LATER)).hasSize(28).endsWith(MIDNIGHT);
        assertThat(starts("1h", LATER)).containsExactly(NOON, NOON.plus(Duration.ofHours(2)));

        Instant both = NOON.minus(Duration.ofHours(21));
        assertThat(window("trailing_24h", both, "all", "all")).containsEntry("pushes", 2L);
        assertThat(window("trailing_24h", both.minus(Duration.ofHours(1)), "all", "all"))
                .containsEntry("pushes", 1L);
        assertThat(number(window("trailing_7d", MIDNIGHT, "all", "all"), "velocity"))
                .isCloseTo(0.4 / 7, within(1e-12));
        assertThat(number(window("trailing_28d", MIDNIGHT, "all", "all"), "velocity"))
                .isCloseTo(0.4 / 28, within(1e-12));
    }

    @Test
    void aRowIsThereOnceItsLastStepHasBegun() {
        happened("clickstream", "page_view", "c1", NOON.plusSeconds(299));
        happened("clickstream", "page_view", "c1", NOON.plusSeconds(300));

        Instant before = NOON.plusSeconds(300).minusMillis(1);
        assertThat(starts("5m", before)).containsExactly(NOON);
        assertThat(starts("5m", NOON.plusSeconds(300))).hasSize(2);
        assertThat(starts("trailing_1h", before)).hasSize(1);
        assertThat(starts("trailing_1h", NOON.plusSeconds(300))).hasSize(2);
        assertThat(starts("trailing_24h", before)).containsExactly(NOON.minus(Duration.ofHours(23)));
        assertThat(starts("trailing_24h", NOON.minusMillis(1))).isEmpty();
        assertThat(starts("1d", before)).containsExactly(MIDNIGHT);
        assertThat(starts("1d", MIDNIGHT.minusMillis(1))).isEmpty();
        assertThat(starts("trailing_28d", MIDNIGHT.plus(Duration.ofDays(2)))).hasSize(3);
    }

    @Test
    void dimensionsAreThoseThatTheRecordStates() {
        events.add(PlainEvent.of("clickstream", "content_download", "c1", "e1", NOON)
                .with("channel", "web")
                .with("segment", "smb")
                .with("account_id", "a1"));
        events.add(PlainEvent.of("clickstream", "search", "c2", "e2", NOON)
                .with("channel", "web")
                .with("plan", "pro")
                .with("region", "EU")
                .with("campaign", "spring")
                .with("content", "guide"));
        events.add(PlainEvent.of("deals", "payment_succeeded", "c3", "e3", NOON).with("actor", "system"));
        events.add(PlainEvent.of("support", "sla_missed", "c4", "e4", NOON).with("actor", "system"));
        // a deal won without an amount weighs nothing, so it is a note, and it would end the stall of a deal
        events.add(PlainEvent.of("deals", "won", "c5", "e5", NOON));

        assertThat(rows("flywheel_window", LATER).stream()
                        .filter(row -> "1d".equals(row.get("grain")))
                        .map(row -> row.get("dim_type") + "=" + row.get("dim_value") + " " + row.get("customers_active")
                                + " " + row.get("pushes") + "/" + row.get("frictions")))
                .containsExactlyInAnyOrder(
                        "all=all 5 1/1",
                        "phase=attract 1 1/0",
                        "phase=engage 2 0/0",
                        "phase=delight 1 0/1",
                        "department=marketing 1 1/0",
                        "department=sales 2 0/0",
                        "department=service 1 0/1",
                        "channel=web 2 1/0",
                        "segment=smb 1 1/0",
                        "account=a1 1 1/0",
                        "plan=pro 1 0/0",
                        "region=EU 1 0/0",
                        "campaign=spring 1 0/0",
                        "content=guide 1 0/0");
    }

    @Test
    void customersStandAsAtTheMidnightBeforeTheirLastRecord() {
        happened("clickstream", "page_view", "stranger", NOON);
        happened("clickstream", "content_download", "warm", MIDNIGHT.minus(Duration.ofDays(1)));
        happened("clickstream", "page_view", "warm", NOON);
        happened("clickstream", "signup", "eager", NOON.minus(Duration.ofDays(1)));
        happened("clickstream", "activation_milestone", "eager", NOON.minus(Duration.ofDays(1)));
        // at midnight itself is after the midnight
        happened("clickstream", "cancel_page_view", "eager", MIDNIGHT);

        Map<String, Object> day = window("1d", MIDNIGHT, "all", "all");
        assertThat(day)
                .containsEntry("customers_active", 3L)
                .containsEntry("index_p10", 50.0)
                .containsEntry("index_p50", 58.0)
                .containsEntry("index_p90", 76.5)
                .containsEntry("customers_red", 1L)
                .containsEntry("customers_yellow", 1L)
                .containsEntry("customers_green", 1L);
        assertThat(number(day, "mass_avg")).isCloseTo(1.37, within(1e-12));

        Map<String, Object> dayBefore = window("1d", MIDNIGHT.minus(Duration.ofDays(1)), "all", "all");
        assertThat(dayBefore).containsEntry("customers_active", 2L).containsEntry("customers_red", 2L);
        Map<String, Object> attract =
                window("trailing_7d", MIDNIGHT.minus(Duration.ofDays(6)), "department", "marketing");
        // the eager one last met marketing on the day before
        assertThat(attract)
                .containsEntry("customers_active", 3L)
                .containsEntry("customers_red", 2L)
                .containsEntry("customers_yellow", 1L);
    }

    @Test
    void pushesCountWithTheMassOfTheMidnightBefore() {
        Instant yesterday = NOON.minus(Duration.ofDays(1));
        events.add(PlainEvent.of("deals", "order_completed", "c1", "e1", yesterday)
                .with("amount_minor", 50_000)
                .with("currency", "EUR"));
        happened("clickstream", "page_view", "c1", NOON);

        // one typical customer's revenue half a day ago: V = 0.4995
        Map<String, Object> today = window("1d", MIDNIGHT, "all", "all");
        assertThat(number(today, "mass_avg")).isCloseTo(2.069, within(1e-12));
        assertThat(number(today, "velocity_weighted")).isCloseTo(0.2 * 2.069, within(1e-12));
        Map<String, Object> week = window("trailing_7d", MIDNIGHT.minus(Duration.ofDays(6)), "all", "all");
        assertThat(number(week, "velocity_weighted")).isCloseTo((15 * 1.37 + 0.2 * 2.069) / 7, within(1e-12));
        assertThat(number(week, "mass_avg")).isCloseTo(2.069, within(1e-12));
    }

    @Test
    void theLastAnswerBeforeMidnightCounts() {
        Instant yesterday = NOON.minus(Duration.ofDays(1));
        events.add(PlainEvent.of("support", "nps_rated", "c1", "e1", yesterday).with("score", 10.0));
        events.add(PlainEvent.of("support", "nps_rated", "c1", "e2", MIDNIGHT).with("score", 0.0));
        // p = 0.5 x 2^(-0.5/90) = 0.498078, A = 0.499039
        assertThat(number(window("1d", MIDNIGHT, "all", "all"), "mass_avg")).isCloseTo(1.619, within(1e-12));
    }

    @Test
    void whatStandsOpenRubsUntilItIsClosed() {
        Instant yesterday = NOON.minus(Duration.ofDays(1));
        for (String customer : List.of("open", "closedAtMidnight", "closedBefore")) {
            events.add(PlainEvent.of("support", "sla_missed", customer, "e1", yesterday)
                    .with("actor", "system")
                    .with("channel", customer)
                    .with("ticket_id", "t1"));
            events.add(
                    PlainEvent.of("clickstream", "search", customer, "e2", NOON).with("channel", customer));
        }
        happened("support", "closed", "closedAtMidnight", MIDNIGHT, "ticket_id", "t1");
        happened("support", "closed", "closedBefore", MIDNIGHT.minusMillis(1), "ticket_id", "t1");

        // impulse 0.7539, standing 1.5 x (1 + 0.5/7) = 1.6071: 50 / 3.3610 = 14.88; without standing 28.51
        assertThat(window("1d", MIDNIGHT, "channel", "open")).containsEntry("index_p50", 15.0);
        assertThat(window("1d", MIDNIGHT, "channel", "closedAtMidnight")).containsEntry("index_p50", 15.0);
        assertThat(window("1d", MIDNIGHT, "channel", "closedBefore")).containsEntry("index_p50", 28.5);
    }

    @Test
    void percentilesAreOfTheNearestRank() {
        int[] ten = IntStream.rangeClosed(1, 10).toArray();
        assertThat(List.of(
                        WindowRow.nearestRank(ten, 10), WindowRow.nearestRank(ten, 50), WindowRow.nearestRank(ten, 90)))
                .containsExactly(1, 5, 9);
        int[] eleven = IntStream.rangeClosed(1, 11).toArray();
        assertThat(List.of(
                        WindowRow.nearestRank(eleven, 10),
                        WindowRow.nearestRank(eleven, 50),
                        WindowRow.nearestRank(eleven, 90)))
                .containsExactly(2, 6, 10);
        assertThat(WindowRow.nearestRank(new int[] {7}, 10)).isEqualTo(7);
    }

    @Test
    void growthOverThreeMonths() {
        LocalDate start = LocalDate.parse("2024-01-01");
        happened("clickstream", "page_view", "c1", day(start, 0));
        happened("clickstream", "page_view", "c1", day(start, 40));
        happened("clickstream", "page_view", "c2", day(start, 10));
        // neither did anything themselves, but a sale is a sale
        happened("support", "outbound_call", "c3", day(start, 5), "actor", "agent");
        happened("deals", "won", "c4", day(start, 90), "actor", "agent");

        List<Map<String, Object>> rows = rows("growth_accounting_day", day(start, 100));
        assertThat(rows).hasSize(101);
        assertThat(figures(rows, start, 0)).isEqualTo("1 0 0 0 1 0 1 null 1.0");
        assertThat(figures(rows, start, 10)).isEqualTo("2 0 0 0 2 0 1 null 0.5");
        assertThat(figures(rows, start, 27)).isEqualTo("2 0 0 0 2 0 0 null 0.0");
        assertThat(figures(rows, start, 28)).isEqualTo("1 0 0 1 1 1 0 1.0 0.0");
        assertThat(figures(rows, start, 38)).isEqualTo("0 0 0 2 0 2 0 0.0 null");
        assertThat(figures(rows, start, 40)).isEqualTo("0 1 0 1 1 2 1 0.0 1.0");
        assertThat(figures(rows, start, 55)).isEqualTo("0 1 0 1 1 2 0 0.0 0.0");
        assertThat(figures(rows, start, 56)).isEqualTo("0 0 1 1 1 1 0 1.0 0.0");
        assertThat(figures(rows, start, 66)).isEqualTo("0 0 1 0 1 0 0 null 0.0");
        assertThat(figures(rows, start, 68)).isEqualTo("0 0 0 1 0 1 0 0.0 null");
        assertThat(figures(rows, start, 95)).isEqualTo("1 0 0 1 1 1 0 1.0 0.0");
        assertThat(figures(rows, start, 96)).isEqualTo("1 0 0 0 1 0 0 null 0.0");

        Instant begins = start.plusDays(40).atStartOfDay(ZoneOffset.UTC).toInstant();
        assertThat(rows("growth_accounting_day", begins)).hasSize(41);
        assertThat(rows("growth_accounting_day", begins.minusMillis(1))).hasSize(40);
        assertThat(rows("growth_accounting_day", day(start, 400))).hasSize(90 + 56);
    }

    private static Instant day(LocalDate start, int day) {
        return start.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static String figures(List<Map<String, Object>> rows, LocalDate start, int day) {
        Map<String, Object> row = rows.stream()
                .filter(one -> start.plusDays(day).toString().equals(one.get("day")))
                .findFirst()
                .orElseThrow();
        return String.join(
                " ", row.values().stream().skip(3).map(String::valueOf).toList());
    }

    private void happened(String stream, String type, String customer, Instant at) {
        events.add(PlainEvent.of(stream, type, customer, "e" + events.size(), at));
    }

    private void happened(String stream, String type, String customer, Instant at, String field, String text) {
        happened(stream, type, customer, at);
        events.set(events.size() - 1, events.get(events.size() - 1).with(field, text));
    }

    private List<Map<String, Object>> rows(String table, Instant watermark) {
        return OracleWheel.tables(CATALOGUE, events, watermark.toEpochMilli()).table(table);
    }

    private List<Object> starts(String grain, Instant watermark) {
        return rows("flywheel_window", watermark).stream()
                .filter(row -> grain.equals(row.get("grain")) && "all".equals(row.get("dim_type")))
                .map(row -> Objects.requireNonNull(row.get("window_start")))
                .toList();
    }

    private Map<String, Object> window(String grain, Instant start, String type, String value) {
        return rows("flywheel_window", LATER).stream()
                .filter(row -> grain.equals(row.get("grain"))
                        && start.equals(row.get("window_start"))
                        && type.equals(row.get("dim_type"))
                        && value.equals(row.get("dim_value")))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Map<String, Object> row, String column) {
        return Double.class.cast(Objects.requireNonNull(row.get(column), column));
    }

    private static JsonNode json(Map<String, Object> row, String column) {
        return JsonNode.class.cast(Objects.requireNonNull(row.get(column), column));
    }
}
