package io.flywheel.domain.wheel.window;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.EventIdentity;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SmallCatalogue;
import io.flywheel.domain.signal.StandingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The page of definitions worked out by hand: every window from the list of its records, every midnight from the list of what was before it. */
final class NaiveWheel {

    private static final double DAY = Doings.DAY;
    private static final Map<String, Double> LENGTH_DAYS = Map.of(
            "5m",
            1 / 288.0,
            "1h",
            1 / 24.0,
            "1d",
            1.0,
            "trailing_1h",
            1 / 24.0,
            "trailing_24h",
            1.0,
            "trailing_7d",
            7.0,
            "trailing_28d",
            28.0);
    private static final Map<String, Double> STEP_DAYS = Map.of(
            "5m",
            1 / 288.0,
            "1h",
            1 / 24.0,
            "1d",
            1.0,
            "trailing_1h",
            1 / 288.0,
            "trailing_24h",
            1 / 24.0,
            "trailing_7d",
            1.0,
            "trailing_28d",
            1.0);
    private static final Set<ActivityKind> VALUE =
            Set.of(ActivityKind.WON, ActivityKind.ORDER_COMPLETED, ActivityKind.RENEWED);
    private static final Map<String, Double> TYPICAL = Map.of("GBP", 200_000.0, "EUR", 300_000.0);

    /** One row of the table, as numbers that can be counted up. */
    record Row(
            long pushes,
            long frictions,
            long pushPoints,
            long frictionPoints,
            long weighted,
            List<Long> byPhase,
            List<Long> byDepartment,
            long customers,
            long mass,
            int indexHalves) {}

    record Midnight(double mass, double velocity, double friction, boolean slaMissedOpen) {

        double index() {
            return 100 * (mass * velocity + 0.5) / (mass * velocity + friction + 1);
        }

        long roundedMass() {
            return (long) Math.floor(mass * 1000 + 0.5 + 1e-9);
        }

        int roundedHalves() {
            return (int) Math.floor(index() * 2 + 0.5 + 1e-9);
        }
    }

    private final List<Signal> signals;
    private final Map<Long, Midnight> midnights = new HashMap<>();

    NaiveWheel(List<Signal> signals) {
        this.signals = signals.stream()
                .sorted(Comparator.comparingLong(Signal::occurredAtMillis))
                .toList();
    }

    Map<String, Map<Window, Row>> rows() {
        Map<String, List<Signal>> series = new TreeMap<>();
        for (Signal signal : signals) {
            keys(signal)
                    .forEach(key -> series.computeIfAbsent(key, its -> new ArrayList<>())
                            .add(signal));
        }
        Map<String, Map<Window, Row>> rows = new TreeMap<>();
        series.forEach((key, its) -> rows.put(key, rowsOf(its)));
        rows.values().removeIf(Map::isEmpty);
        return rows;
    }

    private Map<Window, Row> rowsOf(List<Signal> records) {
        Map<Window, Row> rows = new HashMap<>();
        for (Grain grain : Grain.values()) {
            long step = Math.round(STEP_DAYS.getOrDefault(grain.word(), Double.NaN) * DAY);
            long length = Math.round(LENGTH_DAYS.getOrDefault(grain.word(), Double.NaN) * DAY);
            for (Signal signal : records) {
                if (isFound(signal) && signal.kind() != SignalKind.IMPULSE) {
                    continue;
                }
                long at = signal.occurredAtMillis();
                for (long end = at - at % step + step; end - length <= at; end += step) {
                    long itsEnd = end;
                    rows.computeIfAbsent(
                            new Window(grain, end),
                            window -> row(records.stream()
                                    .filter(one -> one.occurredAtMillis() >= itsEnd - length
                                            && one.occurredAtMillis() < itsEnd)
                                    .toList()));
                }
            }
        }
        return rows;
    }

    private Row row(List<Signal> records) {
        Long[] byPhase = {0L, 0L, 0L, 0L, 0L, 0L};
        Long[] byDepartment = byPhase.clone();
        long[] counts = new long[2];
        long[] points = new long[2];
        long weighted = 0;
        for (Signal signal : records) {
            if (signal.kind() != SignalKind.IMPULSE) {
                continue;
            }
            counts[signal.side().ordinal()]++;
            points[signal.side().ordinal()] += signal.weightThousandths();
            if (signal.side() == Side.PUSH) {
                weighted += signal.weightThousandths() * before(signal).roundedMass();
            }
            int side = 3 * signal.side().ordinal();
            if (signal.phase() != null && signal.department() != null) {
                byPhase[side + signal.phase().ordinal()] += signal.weightThousandths();
                byDepartment[side + signal.department().ordinal()] += signal.weightThousandths();
            }
        }
        List<Signal> doings =
                records.stream().filter(signal -> !isFound(signal)).toList();
        Midnight last = doings.isEmpty() ? null : before(doings.get(doings.size() - 1));
        return new Row(
                counts[0],
                counts[1],
                points[0],
                points[1],
                weighted,
                List.of(byPhase),
                List.of(byDepartment),
                last == null ? 0 : 1,
                last == null ? 0 : last.roundedMass(),
                last == null ? -1 : last.roundedHalves());
    }

    /** Whether it was found in what the customer did, and is no doing by itself. */
    private static boolean isFound(Signal signal) {
        return signal.facts().kind().isDerived();
    }

    private Midnight before(Signal signal) {
        return midnight(Math.floorDiv(signal.occurredAtMillis(), Doings.DAY));
    }

    Midnight midnight(long day) {
        return midnights.computeIfAbsent(day, its -> read(its * Doings.DAY));
    }

    private Midnight read(long midnight) {
        List<Signal> past = signals.stream()
                .filter(signal -> signal.occurredAtMillis() < midnight)
                .toList();
        double velocity = 0;
        double friction = 0;
        for (HalfLifeClass halfLife : SmallCatalogue.CLASSES) {
            double pushes = rate(past, Side.PUSH, halfLife, midnight);
            double saturation = halfLife.saturationPerDay();
            velocity += saturation == 0 ? pushes : saturation * (1 - Math.exp(-pushes / saturation));
            friction += rate(past, Side.FRICTION, halfLife, midnight);
        }
        double breach = standing(past, "sla_breach", SmallCatalogue.BREACH, midnight);
        double unpaid = standing(past, "payment_failed", SmallCatalogue.UNPAID, midnight);
        return new Midnight(mass(past, midnight), velocity, friction + breach + unpaid, breach > 0);
    }

    private static double rate(List<Signal> past, Side side, HalfLifeClass halfLife, long now) {
        double days = halfLife.halfLifeMillis() / DAY;
        double sum = past.stream()
                .filter(signal -> signal.kind() == SignalKind.IMPULSE
                        && signal.side() == side
                        && signal.halfLifeClass().equals(halfLife.name()))
                .mapToDouble(signal -> signal.weightThousandths() / 1000.0 * left(signal, now, days))
                .sum();
        return sum * Math.log(2) / days;
    }

    private static double left(Signal signal, long now, double halfLifeDays) {
        return Math.pow(2, -(now - signal.occurredAtMillis()) / DAY / halfLifeDays);
    }

    private static double mass(List<Signal> past, long now) {
        Map<String, Signal> distinct = new TreeMap<>();
        past.forEach(signal -> distinct.put(signal.source() + "/" + signal.eventId(), signal));
        List<Signal> events = List.copyOf(distinct.values());
        double revenue = sum(events, signal -> revenue(signal) * left(signal, now, 180));
        double value = Math.max(0, revenue) / (Math.max(0, revenue) + 1);
        double repeats =
                Math.max(0, sum(events, signal -> VALUE.contains(signal.facts().kind()) ? 1 : 0) - 1);
        double referrals = sum(
                events,
                signal -> signal.facts().kind() == ActivityKind.REFERRAL_CONVERTED ? left(signal, now, 180) : 0);
        double advocacy = 0.5 * (0.5 + promoter(events, now)) + 0.5 * referrals / (referrals + 1);
        return 1 + 4 * (0.35 * value + 0.25 * repeats / (repeats + 3) + 0.25 * advocacy + 0.15 * 0.2);
    }

    private static double sum(List<Signal> events, ToDoubleFunction<Signal> amount) {
        return events.stream().mapToDouble(amount).sum();
    }

    private static double revenue(Signal signal) {
        String currency = signal.facts().currency();
        if (currency == null || signal.facts().amountMinor() == Activity.ABSENT) {
            return 0;
        }
        double typical = TYPICAL.getOrDefault(currency, 250_000.0);
        int sign = VALUE.contains(signal.facts().kind()) ? 1 : signal.facts().kind() == ActivityKind.REFUNDED ? -1 : 0;
        return sign * signal.facts().amountMinor() / typical;
    }

    private static double promoter(List<Signal> events, long now) {
        return events.stream()
                .filter(signal -> signal.facts().kind() == ActivityKind.NPS_RATED
                        && !Double.isNaN(signal.facts().score()))
                .max(Comparator.comparingLong(Signal::occurredAtMillis)
                        .thenComparingLong(signal -> EventIdentity.of(signal.source(), signal.eventId())))
                .map(signal -> {
                    double score = signal.facts().score();
                    return ((score >= 9 ? 1 : score >= 7 ? 0.5 : 0) - 0.5) * left(signal, now, 90);
                })
                .orElse(0.0);
    }

    private static double standing(List<Signal> past, String type, StandingRule rule, long now) {
        Map<String, List<Signal>> objects = new TreeMap<>();
        past.stream()
                .filter(signal -> signal.signalType().equals(type) && signal.kind() != SignalKind.IMPULSE)
                .forEach(signal -> objects.computeIfAbsent(
                                signal.objectRef() == null ? "" : signal.objectRef(), its -> new ArrayList<>())
                        .add(signal));
        double rate = 0;
        for (List<Signal> changes : objects.values()) {
            changes.sort(Comparator.comparingLong(Signal::occurredAtMillis)
                    .thenComparing(signal -> signal.kind() == SignalKind.STANDING_CLOSE));
            long opened = Long.MIN_VALUE;
            for (Signal change : changes) {
                if (change.occurredAtMillis() - opened >= rule.maxAgeMillis()) {
                    opened = Long.MIN_VALUE;
                }
                if (change.kind() == SignalKind.STANDING_CLOSE) {
                    opened = Long.MIN_VALUE;
                } else if (opened == Long.MIN_VALUE) {
                    opened = change.occurredAtMillis();
                }
            }
            if (opened != Long.MIN_VALUE && now - opened < rule.maxAgeMillis()) {
                double age = now - opened;
                rate += rule.basePerDay() * Math.min(1 + age / rule.referenceMillis(), rule.cap());
            }
        }
        return rate;
    }

    private static Stream<String> keys(Signal signal) {
        Map<String, String> stated = new HashMap<>();
        stated.put("all", "all");
        stated.put("phase", signal.phase() == null ? null : signal.phase().word());
        stated.put(
                "department",
                signal.department() == null ? null : signal.department().word());
        stated.put("segment", signal.segment());
        stated.put("plan", signal.plan());
        stated.put("region", signal.region());
        stated.put("channel", signal.channel());
        stated.put("campaign", signal.campaign());
        stated.put("content", signal.content());
        stated.put("account", signal.accountId());
        return stated.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + ":" + entry.getValue());
    }
}
