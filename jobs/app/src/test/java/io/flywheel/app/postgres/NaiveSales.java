package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.NaiveViews.dayOf;
import static io.flywheel.app.postgres.NaiveViews.every;
import static io.flywheel.app.postgres.NaiveViews.percentile;
import static io.flywheel.app.postgres.NaiveViews.ratio;
import static io.flywheel.app.postgres.NaiveViews.within;

import io.flywheel.app.postgres.InventedWheel.Deal;
import io.flywheel.app.postgres.InventedWheel.Steps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The views on deals, leads and hand-offs once more, from their definitions and without SQL. */
final class NaiveSales {

    private final InventedWheel wheel;

    NaiveSales(InventedWheel wheel) {
        this.wheel = wheel;
    }

    private record Series(String pipeline, @Nullable String currency) {}

    /** The four levers of a day; the last two are unknown without a won deal. */
    private record Levers(
            long open,
            long won,
            long lost,
            @Nullable Double amount,
            @Nullable Double cycle) {
        double winRate() {
            return (won + 1.0) / (won + lost + 4.0);
        }

        @Nullable
        Double velocity() {
            return amount == null || cycle == null || cycle == 0 ? null : open * winRate() * amount / cycle;
        }
    }

    List<Map<String, @Nullable Object>> salesVelocity() {
        Map<Series, List<Deal>> bySeries = new LinkedHashMap<>();
        for (Deal deal : wheel.deals) {
            String pipeline = deal.pipeline() == null ? "" : deal.pipeline();
            bySeries.computeIfAbsent(new Series(pipeline, deal.currency()), its -> new ArrayList<>())
                    .add(deal);
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        bySeries.forEach((series, deals) -> {
            LocalDate first = deals.stream()
                    .map(its -> dayOf(its.created()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            for (LocalDate day : every(first, InventedWheel.LAST_DAY)) {
                LocalDate before = day.minusDays(28);
                rows.add(row(series, day, levers(deals, day), before.isBefore(first) ? null : levers(deals, before)));
            }
        });
        return rows;
    }

    private static Map<String, @Nullable Object> row(
            Series series, LocalDate day, Levers now, @Nullable Levers before) {
        return ViewRows.row(
                "day", day,
                "pipeline", series.pipeline(),
                "currency", series.currency(),
                "n_open", now.open(),
                "win_rate", now.winRate(),
                "avg_won_amount_minor", now.amount(),
                "cycle_days", now.cycle(),
                "velocity_minor_per_day", now.velocity(),
                "d_n_open", before == null ? null : growth((double) now.open(), (double) before.open()),
                "d_win_rate", before == null ? null : growth(now.winRate(), before.winRate()),
                "d_amount", before == null ? null : growth(now.amount(), before.amount()),
                "d_cycle", before == null ? null : growth(before.cycle(), now.cycle()),
                "won_n", now.won(),
                "lost_n", now.lost());
    }

    private static @Nullable Double growth(@Nullable Double now, @Nullable Double before) {
        return now == null || before == null || now <= 0 || before <= 0 ? null : Math.log(now / before);
    }

    private static Levers levers(List<Deal> deals, LocalDate day) {
        long open = deals.stream()
                .filter(its -> !dayOf(its.qualified() == null ? its.created() : its.qualified())
                        .isAfter(day))
                .filter(its -> its.closed() == null || dayOf(its.closed()).isAfter(day))
                .count();
        List<Deal> closed = deals.stream()
                .filter(its -> its.closed() != null && within(90, day, dayOf(its.closed())))
                .toList();
        List<Deal> won =
                closed.stream().filter(its -> "won".equals(its.outcome())).toList();
        return new Levers(
                open,
                won.size(),
                closed.size() - won.size(),
                mean(won, its -> its.amountMinor() == null ? null : (double) its.amountMinor()),
                mean(won, its -> its.closed() == null ? null : InventedWheel.days(its.created(), its.closed())));
    }

    private static @Nullable Double mean(List<Deal> deals, Function<Deal, @Nullable Double> measure) {
        OptionalDouble mean = deals.stream()
                .map(measure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    List<Map<String, @Nullable Object>> leadVelocityRate() {
        List<LocalDate> qualified =
                steps(Steps::mql).stream().map(NaiveViews::dayOf).toList();
        LocalDate first = qualified.stream().min(Comparator.naturalOrder()).orElseThrow();
        return every(first, InventedWheel.LAST_DAY).stream()
                .map(day -> {
                    long now = qualified.stream()
                            .filter(its -> within(28, day, its))
                            .count();
                    long before = qualified.stream()
                            .filter(its -> within(28, day.minusDays(28), its))
                            .count();
                    return ViewRows.row(
                            "day", day,
                            "qualified_28d", now,
                            "qualified_28d_before", before,
                            "lead_velocity_rate", before < 10 ? null : (double) (now - before) / before);
                })
                .toList();
    }

    List<Map<String, @Nullable Object>> sharedKpiByPeriod() {
        List<Function<Steps, @Nullable Instant>> steps =
                List.of(Steps::lead, Steps::mql, Steps::sql, Steps::opportunity, Steps::won);
        Map<LocalDate, long[]> days = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Instant at : steps(steps.get(i))) {
                days.computeIfAbsent(dayOf(at), day -> new long[5])[i]++;
            }
        }
        return days.entrySet().stream()
                .map(its -> ViewRows.row(
                        "day", its.getKey(),
                        "leads", its.getValue()[0],
                        "mql", its.getValue()[1],
                        "sql", its.getValue()[2],
                        "opportunities", its.getValue()[3],
                        "won", its.getValue()[4]))
                .toList();
    }

    private List<Instant> steps(Function<Steps, @Nullable Instant> step) {
        List<Instant> times = new ArrayList<>();
        wheel.customers.forEach(its -> {
            Instant at = step.apply(its.steps());
            if (at != null) {
                times.add(at);
            }
        });
        return times;
    }

    List<Map<String, @Nullable Object>> sharedKpiByCohort() {
        Map<LocalDate, List<Steps>> cohorts = new TreeMap<>();
        wheel.customers.forEach(its -> {
            Instant lead = its.steps().lead();
            if (lead != null) {
                cohorts.computeIfAbsent(dayOf(lead).withDayOfMonth(1), month -> new ArrayList<>())
                        .add(its.steps());
            }
        });
        return cohorts.entrySet().stream()
                .map(its -> cohort(its.getKey(), its.getValue()))
                .toList();
    }

    private static Map<String, @Nullable Object> cohort(LocalDate month, List<Steps> cohort) {
        long mql = count(cohort, Steps::mql);
        long sql = count(cohort, Steps::sql);
        long opportunities = count(cohort, Steps::opportunity);
        List<Double> toSql = waits(cohort, Steps::mql, Steps::sql);
        List<Double> toWon = waits(cohort, Steps::sql, Steps::won);
        Double hours = percentile(0.5, toSql);
        return ViewRows.row(
                "cohort",
                month,
                "leads",
                (long) cohort.size(),
                "mql",
                mql,
                "sql",
                sql,
                "opportunities",
                opportunities,
                "won",
                count(cohort, Steps::won),
                "mql_sql_rate",
                ratio(toSql.size(), mql),
                "sql_opportunity_rate",
                ratio(waits(cohort, Steps::sql, Steps::opportunity).size(), sql),
                "opportunity_won_rate",
                ratio(waits(cohort, Steps::opportunity, Steps::won).size(), opportunities),
                "hours_mql_sql_p50",
                hours == null ? null : hours * 24,
                "days_sql_won_p50",
                percentile(0.5, toWon));
    }

    private static long count(List<Steps> customers, Function<Steps, @Nullable Instant> step) {
        return customers.stream().filter(its -> step.apply(its) != null).count();
    }

    /** Days from one step to the next, of those who took both in that order. */
    private static List<Double> waits(
            List<Steps> customers, Function<Steps, @Nullable Instant> from, Function<Steps, @Nullable Instant> to) {
        List<Double> waits = new ArrayList<>();
        for (Steps steps : customers) {
            Instant start = from.apply(steps);
            Instant end = to.apply(steps);
            if (start != null && end != null && !end.isBefore(start)) {
                waits.add(InventedWheel.days(start, end));
            }
        }
        return waits;
    }

    List<Map<String, @Nullable Object>> handoffLatency() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        handoff("inquiry to answer", Steps::inquiry, Steps::answered, rows);
        handoff("marketing to sales", Steps::mql, Steps::salesTouch, rows);
        handoff("sales to service", Steps::won, Steps::serviceTouch, rows);
        return rows;
    }

    private void handoff(
            String title,
            Function<Steps, @Nullable Instant> from,
            Function<Steps, @Nullable Instant> to,
            List<Map<String, @Nullable Object>> rows) {
        Map<LocalDate, List<Steps>> months = new TreeMap<>();
        wheel.customers.forEach(its -> {
            Instant start = from.apply(its.steps());
            if (start != null) {
                months.computeIfAbsent(dayOf(start).withDayOfMonth(1), month -> new ArrayList<>())
                        .add(its.steps());
            }
        });
        months.forEach((month, customers) -> {
            List<Double> hours =
                    waits(customers, from, to).stream().map(days -> days * 24).toList();
            rows.add(ViewRows.row(
                    "handoff",
                    title,
                    "month",
                    month,
                    "started",
                    (long) customers.size(),
                    "taken",
                    (long) hours.size(),
                    "hours_p50",
                    percentile(0.5, hours),
                    "hours_p90",
                    percentile(0.9, hours)));
        });
    }
}
