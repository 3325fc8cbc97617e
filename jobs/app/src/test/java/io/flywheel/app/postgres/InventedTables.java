package io.flywheel.app.postgres;

import io.flywheel.app.postgres.InventedWheel.Customer;
import io.flywheel.app.postgres.InventedWheel.Payment;
import io.flywheel.app.postgres.InventedWheel.Steps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes an invented wheel into the tables, as the jobs would have. */
final class InventedTables {

    private final Connection connection;

    InventedTables(Connection connection) {
        this.connection = connection;
    }

    void write(InventedWheel wheel) throws SQLException {
        insert(
                "customer_wheel",
                "customer_id, stage, dormant, active_days_28d, value_events, first_value_at, second_value_at, last_value_at,"
                        + " cycle_days_ewma, lead_at, mql_at, sql_at, opportunity_at, won_at, inquiry_at, answered_at,"
                        + " sales_touch_at, service_touch_at",
                wheel.customers.stream().map(InventedTables::row).toList());
        insert(
                "revolution",
                "customer_id, n, started_at, ended_at, cycle_days, value_amount_minor, currency, value_event_id",
                wheel.customers.stream()
                        .flatMap(its -> revolutions(its).stream())
                        .toList());
        insert(
                "customer_revenue",
                "customer_id, currency, won_minor, refunded_minor, value_events",
                wheel.customers.stream().flatMap(its -> revenue(its).stream()).toList());
        insert(
                "stage_transition",
                "customer_id, n, kind, from_stage, to_stage, at, day, days_in_state",
                wheel.moves.stream()
                        .map(its -> row(
                                its.customer(),
                                its.n(),
                                its.kind(),
                                its.from(),
                                its.to(),
                                its.day().atStartOfDay().toInstant(ZoneOffset.UTC),
                                its.day(),
                                0))
                        .toList());
        insertDeals(wheel);
        insertWindows(wheel);
        insertGrowth(wheel);
    }

    private void insertDeals(InventedWheel wheel) throws SQLException {
        insert(
                "deal_course",
                "deal_id, customer_id, pipeline, currency, amount_minor, created_at, qualified_at, closed_at, outcome, last_activity_at",
                wheel.deals.stream()
                        .map(its -> row(
                                its.id(),
                                "somebody",
                                its.pipeline(),
                                its.currency(),
                                its.amountMinor(),
                                its.created(),
                                its.qualified(),
                                its.closed(),
                                its.outcome(),
                                its.lastActivity()))
                        .toList());
    }

    private void insertGrowth(InventedWheel wheel) throws SQLException {
        insert(
                "growth_accounting_day",
                "level, segment, day, \"new\", retained, resurrected, churned, active, active_before, dau, quick_ratio, stickiness,"
                        + " is_final, revision",
                wheel.growth.stream()
                        .map(its -> row(
                                its.level(),
                                its.segment(),
                                its.day(),
                                its.appeared(),
                                its.retained(),
                                its.resurrected(),
                                its.churned(),
                                its.active(),
                                its.retained() + its.churned(),
                                its.dau(),
                                its.quickRatio(),
                                its.stickiness(),
                                true,
                                0))
                        .toList());
    }

    private void insertWindows(InventedWheel wheel) throws SQLException {
        insert(
                "flywheel_window",
                "grain, window_start, dim_type, dim_value, window_end, pushes, frictions, push_points, friction_points, velocity,"
                        + " friction, velocity_weighted, momentum, by_phase, by_department, customers_active, mass_avg, index_p10,"
                        + " index_p50, index_p90, customers_red, customers_yellow, customers_green, is_final, revision",
                wheel.windows.stream()
                        .map(its -> row(
                                its.grain(),
                                its.start(),
                                its.dimType(),
                                its.dimValue(),
                                its.end(),
                                1,
                                1,
                                1,
                                1,
                                its.velocity(),
                                its.friction(),
                                its.weighted(),
                                its.momentum(),
                                its.byPhase(),
                                "{}",
                                its.active(),
                                its.mass(),
                                its.mass() == null ? null : its.mass() + 1,
                                its.mass() == null ? null : its.mass() + 2,
                                its.mass() == null ? null : its.mass() + 3,
                                its.active() + 1,
                                its.active() + 2,
                                its.active() + 3,
                                true,
                                0))
                        .toList());
    }

    private static List<@Nullable Object> row(Customer customer) {
        List<Payment> payments = customer.payments();
        Steps steps = customer.steps();
        int count = payments.size();
        return row(
                customer.id(),
                "evaluator",
                false,
                0,
                count,
                count > 0 ? payments.get(0).at() : null,
                count > 1 ? payments.get(1).at() : null,
                count > 0 ? customer.last().at() : null,
                count > 1 ? customer.smoothedCycle() : null,
                steps.lead(),
                steps.mql(),
                steps.sql(),
                steps.opportunity(),
                steps.won(),
                steps.inquiry(),
                steps.answered(),
                steps.salesTouch(),
                steps.serviceTouch());
    }

    private static List<List<@Nullable Object>> revolutions(Customer customer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int n = 1; n < customer.payments().size(); n++) {
            Payment from = customer.payments().get(n - 1);
            Payment to = customer.payments().get(n);
            rows.add(row(
                    customer.id(),
                    n,
                    from.at(),
                    to.at(),
                    InventedWheel.days(from.at(), to.at()),
                    to.amountMinor(),
                    to.currency(),
                    "event-" + n));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> revenue(Customer customer) {
        TreeMap<String, long[]> sums = new TreeMap<>();
        for (Payment payment : customer.payments()) {
            if (payment.amountMinor() != null && payment.currency() != null) {
                long[] sum = sums.computeIfAbsent(payment.currency(), currency -> new long[2]);
                sum[0] += payment.amountMinor();
                sum[1]++;
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        sums.forEach((currency, sum) -> rows.add(row(
                customer.id(), currency, sum[0] + 1_000_000L * customer.aheadBy(), 7, sum[1] + customer.aheadBy())));
        return rows;
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private void insert(String table, String columns, List<List<@Nullable Object>> rows) throws SQLException {
        int width = columns.split(",").length;
        String sql = "INSERT INTO flywheel.%s (%s, writer_epoch, row_version) VALUES (%s, 1, 1)"
                .formatted(table, columns, String.join(", ", Collections.nCopies(width, "?")));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<@Nullable Object> row : rows) {
                for (int i = 0; i < width; i++) {
                    set(statement, i + 1, row.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        if (value instanceof Instant instant) {
            statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof String text && text.startsWith("{")) {
            statement.setObject(place, text, Types.OTHER);
        } else {
            statement.setObject(place, value);
        }
    }
}
