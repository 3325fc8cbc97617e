package io.flywheel.local.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.local.oracle.CustomerBook.Hit;
import io.flywheel.local.oracle.CustomerBook.Money;
import io.flywheel.local.oracle.CustomerBook.Own;
import io.flywheel.local.oracle.CustomerBook.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The row of churn risk of one customer: the sections of docs/reference/risk.md, each written down once more over plain lists.
 *
 * <p>Of the model only its constants are read.
 */
final class RiskRow {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final SignalCatalogue catalogue;
    private final RiskModel model;
    private final CustomerBook book;
    private final Numbers numbers;
    private final TreeSet<Long> ownDays = new TreeSet<>();
    private final TreeSet<Long> valueDays;
    private final double cadence;
    private final long lastOwn;
    private long asOf;
    private String level;
    private String before;
    private @Nullable Long next;

    RiskRow(SignalCatalogue catalogue, RiskModel model, CustomerBook book, Numbers numbers, long watermark) {
        this.catalogue = catalogue;
        this.model = model;
        this.book = book;
        this.numbers = numbers;
        book.own.forEach(own -> ownDays.add(Math.floorDiv(own.at(), DAY)));
        valueDays = new TreeSet<>(
                book.valueTimes.stream().map(at -> Math.floorDiv(at, DAY)).toList());
        cadence = cadence();
        lastOwn = book.own.stream().mapToLong(Own::at).max().orElse(book.firstSeen);
        asOf = book.latest;
        level = level(asOf);
        before = level;
        next = crossing();
        while (next != null && next <= watermark) {
            asOf = next;
            before = level;
            level = level(asOf);
            next = crossing();
        }
    }

    Map<String, Object> row() {
        Map<String, Double> parts = parts(asOf);
        double logOdds = model.intercept();
        double sizes = 0;
        for (double part : parts.values()) {
            logOdds += part;
            sizes += Math.abs(part);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("customer_id", book.customerId);
        row.put("as_of", Instant.ofEpochMilli(asOf));
        row.put("churn_risk", risk(logOdds));
        row.put("log_odds", logOdds);
        row.put("base_log_odds", model.intercept());
        row.put("level", level);
        row.put("prev_level", before);
        row.put("next_crossing_at", next == null ? ExpectedTables.NULL : Instant.ofEpochMilli(next));
        row.put("silent_days", silentDays(asOf));
        row.put("cadence_days", cadence);
        row.put("exposure", exposure(asOf));
        row.put("observed_friction", rubbed(asOf));
        row.put("expected_friction", model.frictionPerActivity() * exposure(asOf));
        row.put("friction_excess", excess(asOf));
        row.put("standing_per_day", numbers.frictionStanding(asOf));
        Double alive = alive(asOf);
        row.put("p_alive", alive == null ? ExpectedTables.NULL : alive);
        Double clumpiness = clumpiness(asOf);
        row.put("clumpiness", clumpiness == null ? ExpectedTables.NULL : clumpiness);
        row.put(
                "waiting_deals",
                waiting(asOf).stream().map(Question::deal).sorted().toList());
        row.put("reasons", reasons(parts, sizes));
        row.put("model_version", model.version());
        return row;
    }

    private ArrayNode reasons(Map<String, Double> parts, double sizes) {
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        parts.entrySet().stream()
                .filter(part -> part.getValue() != 0)
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> part) -> -part.getValue())
                        .thenComparing(Map.Entry::getKey))
                .forEach(part -> reasons.addObject()
                        .put("factor", part.getKey())
                        .put("value", factor(part.getKey(), asOf))
                        .put("log_odds", part.getValue())
                        .put("share", Math.abs(part.getValue()) / sizes));
        return reasons;
    }

    private Map<String, Double> parts(long at) {
        Map<String, Double> parts = new LinkedHashMap<>();
        model.weights()
                .forEach(weight -> parts.put(
                        weight.factor().word(),
                        weight.weight() == 0
                                ? 0
                                : weight.weight() * (factor(weight.factor().word(), at) - weight.mean())));
        return parts;
    }

    private static double risk(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private String level(long at) {
        double risk = risk(model.intercept()
                + parts(at).values().stream().mapToDouble(Double::doubleValue).sum());
        return risk >= model.highFrom() ? "high" : risk >= model.elevatedFrom() ? "elevated" : "low";
    }

    private double factor(String name, long at) {
        return switch (name) {
            case "silence" -> Math.log(1 + silentDays(at));
            case "overdue" -> Math.log(1 + silentDays(at) / cadence);
            case "dropped_out" -> gone(at);
            case "trend" -> {
                double slow = numbers.pace(21, at);
                yield Math.min(3, Math.max(-1, (numbers.pace(3, at) - slow) / Math.max(slow, 0.1)));
            }
            case "friction_excess" -> Math.log(excess(at));
            case "standing" -> Math.min(20, numbers.frictionStanding(at));
            case "unanswered" ->
                waiting(at).stream()
                        .mapToDouble(question -> Math.min(4, 1 + (at - question.asked()) / (7.0 * DAY)))
                        .max()
                        .orElse(0);
            case "outreach" ->
                Math.log(1
                        + book.calls.stream()
                                .mapToDouble(call -> Numbers.left(at - call, Numbers.days(14)))
                                .sum());
            case "value_events" -> Math.log(1 + book.valueEvents);
            case "lifetime_pushes" ->
                Math.log(1
                        + book.hits.stream()
                                .filter(hit -> hit.rule().side() == Side.PUSH)
                                .mapToDouble(Hit::points)
                                .sum());
            case "recent_pushes" -> {
                double points = numbers.points(hit -> hit.rule().side() == Side.PUSH, Numbers.days(45), at);
                yield points / (points + 2);
            }
            case "active_days_90" -> {
                long today = Math.floorDiv(at, DAY);
                yield Math.log(1 + ownDays.subSet(today - 89, today + 1).size());
            }
            case "active_days" -> Math.log(1 + ownDays.size());
            case "returned" -> returned();
            case "largest_revenue" ->
                Math.log(1
                        + book.money.stream()
                                .filter(money -> money.minor() > 0)
                                .mapToDouble(this::typical)
                                .max()
                                .orElse(0));
            case "not_alive" -> {
                Double alive = alive(at);
                yield alive == null ? 0 : 1 - alive;
            }
            case "tenure" -> Math.log(1 + (at - book.firstSeen) / (double) DAY);
            default -> throw new IllegalStateException("docs/reference/risk.md knows no factor " + name);
        };
    }

    private double silentDays(long at) {
        return Math.max(0, at - lastOwn) / (double) DAY;
    }

    private double cadence() {
        double logs = model.populationCadenceGaps() * Math.log(model.populationCadenceDays());
        Long earlier = null;
        for (long day : ownDays) {
            logs += earlier == null ? 0 : Math.log(day - earlier);
            earlier = day;
        }
        return Math.exp(logs / (Math.max(0, ownDays.size() - 1) + model.populationCadenceGaps()));
    }

    private double exposure(long at) {
        return book.own.stream()
                .mapToDouble(own -> Numbers.left(at - own.at(), Numbers.days(14)))
                .sum();
    }

    private double rubbed(long at) {
        return numbers.points(hit -> hit.rule().side() == Side.FRICTION, Numbers.days(14), at);
    }

    private double excess(long at) {
        double shrinkage = model.shrinkagePoints();
        return (rubbed(at) + shrinkage) / (model.frictionPerActivity() * exposure(at) + shrinkage);
    }

    /** Weeks from the first to the last of some days, and from the first until now. */
    private static double[] weeks(SortedSet<Long> days, long at) {
        double last = (days.last() - days.first()) / 7.0;
        return new double[] {last, Math.max(last, (at - days.first() * DAY) / (7.0 * DAY))};
    }

    private double gone(long at) {
        if (ownDays.isEmpty()) {
            return 0;
        }
        double repeats = ownDays.size() - 1;
        double[] weeks = weeks(ownDays, at);
        double alpha = model.visits().alpha();
        double odds = Math.log(model.visits().a())
                - Math.log(model.visits().b() + repeats)
                + (model.visits().r() + repeats) * (Math.log(alpha + weeks[1]) - Math.log(alpha + weeks[0]));
        return Math.min(6, Math.max(-6, odds));
    }

    private @Nullable Double alive(long at) {
        if (valueDays.size() < 2) {
            return valueDays.isEmpty() ? null : 1.0;
        }
        double repeats = valueDays.size() - 1;
        double[] weeks = weeks(valueDays, at);
        double alpha = model.purchases().alpha();
        return 1
                / (1
                        + model.purchases().a()
                                / (model.purchases().b() + repeats - 1)
                                * Math.exp((model.purchases().r() + repeats)
                                        * Math.log((alpha + weeks[1]) / (alpha + weeks[0]))));
    }

    private @Nullable Double clumpiness(long at) {
        long today = Math.floorDiv(at, DAY);
        List<Long> year = new ArrayList<>(valueDays.subSet(today - 364, today + 1));
        if (year.size() < 2) {
            return null;
        }
        year.add(today + 1);
        double entropy = 0;
        long from = today - 365;
        for (long day : year) {
            double share = (day - from) / 366.0;
            entropy += share * Math.log(share);
            from = day;
        }
        return 1 + entropy / Math.log(year.size());
    }

    private List<Question> waiting(long at) {
        return book.questions().stream()
                .filter(question -> at - question.asked() < Numbers.days(180)
                        && (question.answered() == null
                                || question.answered() < question.firstAsked()
                                || question.asked() - question.answered() >= Numbers.days(180)))
                .toList();
    }

    private double returned() {
        double paid = 0.1;
        double returned = 0;
        for (Money money : book.money) {
            paid += Math.max(0, typical(money));
            returned += Math.max(0, -typical(money));
        }
        return Math.min(1, returned / paid);
    }

    private double typical(Money money) {
        return (double) money.minor() / catalogue.typicalRevenueMinor(money.currency());
    }

    private @Nullable Long crossing() {
        long unchanged = asOf;
        for (long hours = 6; hours <= 6 * 4096; hours *= 2) {
            long look = asOf + Duration.ofHours(hours).toMillis();
            if (!level(look).equals(level)) {
                return narrow(unchanged, look);
            }
            unchanged = look;
        }
        return null;
    }

    private long narrow(long unchanged, long changed) {
        if (changed - unchanged <= 60_000) {
            return changed;
        }
        long middle = unchanged + (changed - unchanged) / 2;
        return level(middle).equals(level) ? narrow(middle, changed) : narrow(unchanged, middle);
    }
}
