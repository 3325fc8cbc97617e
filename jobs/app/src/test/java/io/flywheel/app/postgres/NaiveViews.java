package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.ViewRows.json;
import static io.flywheel.app.postgres.ViewRows.row;

import io.flywheel.app.postgres.InventedWheel.Customer;
import io.flywheel.app.postgres.InventedWheel.GrowthDay;
import io.flywheel.app.postgres.InventedWheel.Payment;
import io.flywheel.app.postgres.InventedWheel.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The views on windows, stages, revolutions and growth once more, from their definitions and without SQL. */
final class NaiveViews {

    private final InventedWheel wheel;

    NaiveViews(InventedWheel wheel) {
        this.wheel = wheel;
    }

    static LocalDate dayOf(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Every day from the first to the last, both included. */
    static List<LocalDate> every(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1)).toList();
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether a day is one of the so many that end with another. */
    static boolean within(int days, LocalDate last, LocalDate day) {
        return !day.isAfter(last) && day.isAfter(last.minusDays(days));
    }

    static @Nullable Double ratio(double part, double whole) {
        return whole == 0 ? null : part / whole;
    }

    /** The value that a share of the others do not reach, between two of them in proportion. */
    static @Nullable Double percentile(double share, List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = values.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    List<Map<String, @Nullable Object>> wheelNow() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Window window : wheel.windows) {
            boolean isNewest = wheel.windows.stream()
                    .filter(other -> other.grain().equals(window.grain()))
                    .noneMatch(other -> other.end().isAfter(window.end()));
            if (isNewest && window.grain().startsWith("trailing_")) {
                Double mass = window.mass();
                rows.add(row(
                        "dim_type", window.dimType(),
                        "dim_value", window.dimValue(),
                        "grain", window.grain(),
                        "window_start", window.start(),
                        "window_end", window.end(),
                        "customers_active", window.active(),
                        "velocity", window.velocity(),
                        "velocity_weighted", window.weighted(),
                        "friction", window.friction(),
                        "momentum", window.momentum(),
                        "mass_avg", mass,
                        "index_p10", mass == null ? null : mass + 1,
                        "index_p50", mass == null ? null : mass + 2,
                        "index_p90", mass == null ? null : mass + 3,
                        "customers_red", window.active() + 1,
                        "customers_yellow", window.active() + 2,
                        "customers_green", window.active() + 3,
                        "by_phase", json(window.byPhase()),
                        "by_department", json("{}")));
            }
        }
        return rows;
    }

    List<Map<String, @Nullable Object>> velocityTrend() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Window window : wheel.windows) {
            if (window.grain().equals("1d")) {
                LocalDate day = dayOf(window.start());
                List<Window> series = wheel.windows.stream()
                        .filter(its -> its.grain().equals("1d")
                                && its.dimType().equals(window.dimType())
                                && its.dimValue().equals(window.dimValue()))
                        .toList();
                boolean hasWeek =
                        series.stream().anyMatch(its -> !dayOf(its.start()).isAfter(day.minusDays(7)));
                Window before = series.stream()
                        .filter(its -> dayOf(its.start()).equals(day.minusDays(7)))
                        .findFirst()
                        .orElse(null);
                rows.add(row(
                        "dim_type", window.dimType(),
                        "dim_value", window.dimValue(),
                        "day", day,
                        "velocity", window.velocity(),
                        "friction", window.friction(),
                        "momentum", window.momentum(),
                        "customers_active", window.active(),
                        "velocity_change_7d",
                                hasWeek ? window.velocity() - (before == null ? 0 : before.velocity()) : null,
                        "friction_change_7d",
                                hasWeek ? window.friction() - (before == null ? 0 : before.friction()) : null));
            }
        }
        return rows;
    }

    List<Map<String, @Nullable Object>> stageRates() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        LocalDate first = wheel.moves.stream()
                .map(InventedWheel.Move::day)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        String[][] steps = {
            {"activate", "evaluator"}, {"adopt", "beginner"}, {"adore", "regular"}, {"advocate", "champion"}
        };
        for (LocalDate day : every(first, InventedWheel.LAST_DAY)) {
            for (String[] step : steps) {
                long atRisk = standing(step[1], day.minusDays(28));
                long transitions = wheel.moves.stream()
                        .filter(its -> its.kind().equals(step[0]) && within(28, day, its.day()))
                        .count();
                rows.add(row(
                        "day",
                        day,
                        "kind",
                        step[0],
                        "from_stage",
                        step[1],
                        "customers",
                        standing(step[1], day),
                        "at_risk_28d_ago",
                        atRisk,
                        "transitions_28d",
                        transitions,
                        "rate_28d",
                        ratio(transitions, atRisk)));
            }
        }
        return rows;
    }

    /** Customers whose last transition up to a day led into a stage. */
    private long standing(String stage, LocalDate day) {
        return wheel.moves.stream()
                .filter(its -> its.to().equals(stage) && !its.day().isAfter(day))
                .filter(its -> wheel.moves.stream()
                        .noneMatch(other -> other.customer().equals(its.customer())
                                && other.n() > its.n()
                                && !other.day().isAfter(day)))
                .count();
    }

    List<Map<String, @Nullable Object>> repeatPurchase() {
        List<Double> cycles = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (Customer customer : wheel.customers) {
            List<Payment> payments = customer.payments();
            for (int i = 1; i < payments.size(); i++) {
                double cycle = InventedWheel.days(
                        payments.get(i - 1).at(), payments.get(i).at());
                cycles.add(cycle);
                if (i == 1) {
                    seconds.add(cycle);
                }
            }
        }
        long once = wheel.customers.stream()
                .filter(its -> !its.payments().isEmpty())
                .count();
        return List.of(row(
                "customers_with_value",
                once,
                "customers_with_repeat",
                (long) seconds.size(),
                "repeat_rate",
                ratio(seconds.size(), once),
                "revolutions",
                (long) cycles.size(),
                "cycle_days_p50",
                percentile(0.5, cycles),
                "days_to_second_p50",
                percentile(0.5, seconds)));
    }

    List<Map<String, @Nullable Object>> rotation(Instant now) {
        return wheel.customers.stream()
                .filter(its -> its.payments().size() > 1)
                .map(its -> {
                    double cycle = its.smoothedCycle();
                    double silent = Duration.between(its.last().at(), now).toNanos() / 86_400e9;
                    double cycleNow = Math.max(cycle, silent);
                    return row(
                            "customer_id",
                            its.id(),
                            "revolutions",
                            its.payments().size() - 1L,
                            "cycle_days_ewma",
                            cycle,
                            "cycle_days_now",
                            cycleNow,
                            "turns_per_day",
                            ratio(1, cycleNow));
                })
                .toList();
    }

    List<Map<String, @Nullable Object>> growth() {
        return wheel.growth.stream()
                .filter(its -> its.level().equals("customer") && its.segment().equals("all"))
                .map(NaiveViews::growth)
                .toList();
    }

    private static Map<String, @Nullable Object> growth(GrowthDay its) {
        return row(
                "day", its.day(),
                "new", its.appeared(),
                "retained", its.retained(),
                "resurrected", its.resurrected(),
                "churned", its.churned(),
                "active", its.active(),
                "active_before", its.retained() + its.churned(),
                "dau", its.dau(),
                "quick_ratio", its.quickRatio(),
                "stickiness", its.stickiness());
    }

    List<Map<String, @Nullable Object>> revenueGrowth() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        TreeSet<String> currencies = new TreeSet<>();
        wheel.customers.forEach(its -> known(its).forEach(payment -> currencies.add(payment.currency())));
        for (String currency : currencies) {
            List<List<Payment>> payers = wheel.customers.stream()
                    .map(its -> known(its).stream()
                            .filter(payment -> currency.equals(payment.currency()))
                            .toList())
                    .filter(payments -> !payments.isEmpty())
                    .toList();
            LocalDate first = payers.stream()
                    .map(payments -> dayOf(payments.get(0).at()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            for (LocalDate day : every(first, InventedWheel.LAST_DAY)) {
                rows.add(revenueGrowth(day, currency, payers));
            }
        }
        return rows;
    }

    /** What is revenue; of a customer whose sum is ahead of the wheel the first amount can not be told. */
    private static List<Payment> known(Customer customer) {
        return customer.payments().stream()
                .skip(customer.aheadBy() > 0 ? 1 : 0)
                .filter(its -> its.amountMinor() != null && its.amountMinor() > 0)
                .toList();
    }

    private static Map<String, @Nullable Object> revenueGrowth(
            LocalDate day, String currency, List<List<Payment>> payers) {
        long total = 0;
        long totalBefore = 0;
        long appeared = 0;
        long expansion = 0;
        long resurrected = 0;
        long contraction = 0;
        long churned = 0;
        for (List<Payment> payments : payers) {
            long revenue = sum(payments, paid -> within(28, day, paid));
            long before = sum(payments, paid -> within(28, day.minusDays(28), paid));
            long ever = sum(payments, paid -> !paid.isAfter(day));
            total += revenue;
            totalBefore += before;
            if (revenue == ever) {
                appeared += revenue;
            } else if (before == 0) {
                resurrected += revenue;
            } else if (revenue == 0) {
                churned += before;
            } else {
                expansion += Math.max(0, revenue - before);
                contraction += Math.max(0, before - revenue);
            }
        }
        return row(
                "day", day,
                "currency", currency,
                "revenue_minor", total,
                "revenue_before_minor", totalBefore,
                "new_minor", appeared,
                "expansion_minor", expansion,
                "resurrected_minor", resurrected,
                "contraction_minor", contraction,
                "churned_minor", churned,
                "quick_ratio", ratio(appeared + expansion + resurrected, contraction + churned));
    }

    private static long sum(List<Payment> payments, Predicate<LocalDate> isCounted) {
        long sum = 0;
        for (Payment payment : payments) {
            if (payment.amountMinor() != null && isCounted.test(dayOf(payment.at()))) {
                sum += payment.amountMinor();
            }
        }
        return sum;
    }
}
