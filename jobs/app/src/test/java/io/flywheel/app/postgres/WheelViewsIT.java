package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares every column of every row of the views of the wheel with their definitions, written out once more in plain Java. */
class WheelViewsIT {

    /** Sessions of readers differ in their time zone; these two leave midnight or a whole hour out when their summer begins. */
    private static final List<String> ZONES = List.of("UTC", "America/Santiago", "Pacific/Auckland");

    private static final InventedWheel WHEEL = new InventedWheel();
    private static final NaiveViews VIEWS = new NaiveViews(WHEEL);
    private static final NaiveSales SALES = new NaiveSales(WHEEL);

    private static EmbeddedServer server;
    private static PostgresAccess database;

    @BeforeAll
    static void write() throws Exception {
        server = EmbeddedServer.start();
        database = server.database();
        try (Connection connection = database.connect("test")) {
            new InventedTables(connection).write(WHEEL);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "v_wheel_now, grain dim_type dim_value",
        "v_velocity_trend, dim_type dim_value day",
        "v_stage_rates, day kind",
        "v_repeat_purchase, ''",
        "v_rotation, customer_id",
        "v_handoff_latency, handoff month",
        "v_growth, day",
        "v_revenue_growth, currency day",
        "v_sales_velocity, pipeline currency day",
        "v_lead_velocity_rate, day",
        "v_shared_kpi_by_period, day",
        "v_shared_kpi_by_cohort, cohort"
    })
    void rowsAreThoseOfTheDefinition(String view, String key) throws Exception {
        for (String zone : ZONES) {
            try (Connection connection = database.connect("test");
                    Statement statement = connection.createStatement()) {
                statement.execute("SET TIME ZONE '%s'".formatted(zone));
                List<Map<String, @Nullable Object>> actual =
                        ViewRows.of(connection, "SELECT v.*, now() AS asked_at FROM flywheel.%s v".formatted(view));
                assertThat(actual).describedAs(view).isNotEmpty();
                Instant now = (Instant) Objects.requireNonNull(actual.get(0).get("asked_at"));
                actual.forEach(row -> row.remove("asked_at"));
                compare("%s in %s".formatted(view, zone), key.split(" "), actual, expected(view, now));
            }
        }
    }

    private static List<Map<String, @Nullable Object>> expected(String view, Instant now) {
        return switch (view) {
            case "v_wheel_now" -> VIEWS.wheelNow();
            case "v_velocity_trend" -> VIEWS.velocityTrend();
            case "v_stage_rates" -> VIEWS.stageRates();
            case "v_repeat_purchase" -> VIEWS.repeatPurchase();
            case "v_rotation" -> VIEWS.rotation(now);
            case "v_handoff_latency" -> SALES.handoffLatency();
            case "v_growth" -> VIEWS.growth();
            case "v_revenue_growth" -> VIEWS.revenueGrowth();
            case "v_sales_velocity" -> SALES.salesVelocity();
            case "v_lead_velocity_rate" -> SALES.leadVelocityRate();
            case "v_shared_kpi_by_period" -> SALES.sharedKpiByPeriod();
            case "v_shared_kpi_by_cohort" -> SALES.sharedKpiByCohort();
            default -> throw new IllegalArgumentException("no definition of " + view);
        };
    }

    static void compare(
            String view,
            String[] key,
            List<Map<String, @Nullable Object>> actual,
            List<Map<String, @Nullable Object>> expected) {
        Map<String, Map<String, @Nullable Object>> actualByKey = byKey(actual, key);
        Map<String, Map<String, @Nullable Object>> expectedByKey = byKey(expected, key);
        assertThat(actualByKey.keySet()).describedAs("rows of %s", view).isEqualTo(expectedByKey.keySet());
        expectedByKey.forEach((its, row) -> {
            Map<String, @Nullable Object> other = Objects.requireNonNull(actualByKey.get(its));
            assertThat(other.keySet()).describedAs("columns of %s", view).containsExactlyElementsOf(row.keySet());
            row.forEach((column, value) -> {
                String place = "%s of %s at %s".formatted(column, view, its);
                if (value instanceof Double number) {
                    assertThat(other.get(column))
                            .describedAs(place)
                            .isInstanceOfSatisfying(
                                    Double.class,
                                    measured -> assertThat(measured)
                                            .describedAs(place)
                                            .isCloseTo(number, within(1e-9 * Math.abs(number) + 1e-12)));
                } else {
                    assertThat(other.get(column)).describedAs(place).isEqualTo(value);
                }
            });
        });
    }

    private static Map<String, Map<String, @Nullable Object>> byKey(
            List<Map<String, @Nullable Object>> rows, String[] key) {
        Map<String, Map<String, @Nullable Object>> byKey = new TreeMap<>();
        for (Map<String, @Nullable Object> row : rows) {
            String its = Stream.of(key)
                    .map(column -> String.valueOf(row.get(column)))
                    .collect(Collectors.joining("|"));
            assertThat(byKey.put(its, row)).describedAs("second row at %s", its).isNull();
        }
        return byKey;
    }

    @Test
    void everyViewOfTheWheelIsCompared() throws Exception {
        List<String> views = EmbeddedServer.query(database, """
                SELECT DISTINCT u.view_name FROM information_schema.view_table_usage u
                WHERE u.view_schema = 'flywheel' AND u.table_name IN
                    ('customer_wheel', 'stage_transition', 'revolution', 'deal_course', 'flywheel_window', 'growth_accounting_day')
                    AND u.view_name <> 'deal_current'""");
        CsvSource compared = Objects.requireNonNull(WheelViewsIT.class
                .getDeclaredMethod("rowsAreThoseOfTheDefinition", String.class, String.class)
                .getAnnotation(CsvSource.class));

        assertThat(Stream.of(compared.value()).map(its -> its.substring(0, its.indexOf(','))))
                .containsExactlyInAnyOrderElementsOf(views);
    }

    /** A column that is never anything but null, or never null where it may be, would be compared without being tried. */
    @Test
    void inventedWheelMeetsTheEdges() {
        Map<String, List<Map<String, @Nullable Object>>> mayBeNull = new HashMap<>();
        mayBeNull.put("velocity_change_7d", VIEWS.velocityTrend());
        mayBeNull.put("rate_28d", VIEWS.stageRates());
        mayBeNull.put("turns_per_day", VIEWS.rotation(Instant.EPOCH));
        mayBeNull.put("hours_p50", SALES.handoffLatency());
        mayBeNull.put("stickiness", VIEWS.growth());
        mayBeNull.put("quick_ratio", VIEWS.revenueGrowth());
        for (String column : List.of(
                "currency",
                "avg_won_amount_minor",
                "cycle_days",
                "velocity_minor_per_day",
                "d_n_open",
                "d_win_rate",
                "d_amount",
                "d_cycle")) {
            mayBeNull.put(column, SALES.salesVelocity());
        }
        mayBeNull.put("lead_velocity_rate", SALES.leadVelocityRate());
        mayBeNull.put("mql_sql_rate", SALES.sharedKpiByCohort());
        mayBeNull.put("sql_opportunity_rate", SALES.sharedKpiByCohort());
        mayBeNull.put("opportunity_won_rate", SALES.sharedKpiByCohort());
        mayBeNull.put("days_sql_won_p50", SALES.sharedKpiByCohort());
        mayBeNull.forEach((column, rows) -> assertThat(rows.stream().map(row -> row.get(column) == null))
                .describedAs(column)
                .contains(true, false));
        assertThat(SALES.leadVelocityRate())
                .extracting(row -> row.get("qualified_28d_before"))
                .contains(0L, 9L, 10L);
        for (String part :
                List.of("new_minor", "expansion_minor", "resurrected_minor", "contraction_minor", "churned_minor")) {
            assertThat(VIEWS.revenueGrowth())
                    .extracting(row -> row.get(part))
                    .contains(0L)
                    .anyMatch(its -> !Long.valueOf(0).equals(its));
        }
    }

    @Test
    void revenueOfEachDayFollowsFromThatOf28DaysBefore() throws Exception {
        Map<String, Map<LocalDate, Map<String, @Nullable Object>>> currencies = new TreeMap<>();
        try (Connection connection = database.connect("test")) {
            ViewRows.of(connection, "SELECT * FROM flywheel.v_revenue_growth")
                    .forEach(row -> currencies
                            .computeIfAbsent(String.valueOf(row.get("currency")), its -> new TreeMap<>())
                            .put((LocalDate) Objects.requireNonNull(row.get("day")), row));
        }
        assertThat(currencies).containsOnlyKeys("EUR", "GBP", "JPY", "USD");
        currencies.forEach((currency, days) -> days.forEach((day, row) -> {
            Map<String, @Nullable Object> before = days.get(day.minusDays(28));
            long earlier = before == null ? 0 : amount(before, "revenue_minor");
            assertThat(amount(row, "revenue_before_minor"))
                    .describedAs("%s before %s", currency, day)
                    .isEqualTo(earlier);
            assertThat(amount(row, "revenue_minor"))
                    .describedAs("%s on %s", currency, day)
                    .isEqualTo(earlier
                            + amount(row, "new_minor")
                            + amount(row, "expansion_minor")
                            + amount(row, "resurrected_minor")
                            - amount(row, "contraction_minor")
                            - amount(row, "churned_minor"));
        }));
    }

    private static long amount(Map<String, @Nullable Object> row, String column) {
        return (Long) Objects.requireNonNull(row.get(column));
    }

    @Test
    void leversAddUpToTheChangeOfSalesVelocity() throws Exception {
        try (Connection connection = database.connect("test")) {
            assertThat(EmbeddedServer.query(connection, """
                    SELECT count(*) > 50, max(abs(v.d_n_open + v.d_win_rate + v.d_amount + v.d_cycle
                        - ln(v.velocity_minor_per_day / before.velocity_minor_per_day))) < 1e-9
                    FROM flywheel.v_sales_velocity v
                    JOIN flywheel.v_sales_velocity before
                        ON before.pipeline = v.pipeline AND before.currency = v.currency AND before.day = v.day - 28
                    WHERE v.velocity_minor_per_day > 0 AND before.velocity_minor_per_day > 0""")).containsExactly("t|t");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v_stage_rates",
                "v_revenue_growth",
                "v_sales_velocity",
                "v_lead_velocity_rate",
                "v_wheel_now",
                "v_handoff_latency"
            })
    void emptyTablesHaveNoRows(String view) throws SQLException, IOException {
        assertThat(EmbeddedServer.query(server.database(), "SELECT * FROM flywheel." + view))
                .isEmpty();
    }

    @Test
    void nobodyHasComeBackToAnEmptyShop() throws SQLException, IOException {
        assertThat(EmbeddedServer.query(server.database(), "SELECT * FROM flywheel.v_repeat_purchase"))
                .containsExactly("0|0|-|0|-|-");
    }
}
