package io.flywheel.local.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.local.oracle.CustomerBook.Hit;
import io.flywheel.local.oracle.CustomerBook.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one customer. */
final class CustomerRows {

    private static final double DAY = Duration.ofDays(1).toMillis();

    private final SignalCatalogue catalogue;
    private final CustomerBook book;
    private final Numbers numbers;
    private final Course course;
    private final RiskRow churn;
    private final long asOf;
    private final List<Map<String, Object>> contributions = new ArrayList<>();

    CustomerRows(SignalCatalogue catalogue, RiskModel model, CustomerBook book, long watermark) {
        this.catalogue = catalogue;
        this.book = book;
        this.numbers = new Numbers(catalogue, book);
        this.churn = new RiskRow(catalogue, model, book, numbers, watermark);
        this.course = new Course(numbers, book.latest, watermark);
        this.asOf = course.asOf();
        double velocity = numbers.velocity(asOf);
        double friction = numbers.frictionImpulse(asOf) + numbers.frictionStanding(asOf);
        book.hitsBySignal(catalogue)
                .forEach((signal, hits) -> contributions.add(contribution(signal, hits, velocity, friction)));
    }

    Map<String, Object> customer() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("customer_id", book.customerId);
        for (String field : List.of("account_id", "segment", "plan", "region")) {
            row.put(field, orNull(book.latest(field)));
        }
        row.put("phase", phase().word());
        row.put("first_seen_at", Instant.ofEpochMilli(book.firstSeen));
        row.put("last_seen_at", Instant.ofEpochMilli(book.lastSeen));
        row.put("activities", book.activities);
        return row;
    }

    private Phase phase() {
        Phase most = Phase.ATTRACT;
        double greatest = 0;
        for (Phase phase : Phase.values()) {
            double points = numbers.points(
                    hit -> hit.rule().side() == Side.PUSH && hit.rule().phase() == phase,
                    Numbers.days(14),
                    book.lastSeen);
            if (points > 0 && points >= greatest - greatest * 1e-9) {
                most = phase;
            }
            greatest = Math.max(greatest, points);
        }
        return most;
    }

    Map<String, Object> momentum() {
        Numbers.Mass mass = numbers.mass(asOf);
        double velocity = numbers.velocity(asOf);
        double fast = numbers.pace(3, asOf);
        double slow = numbers.pace(21, asOf);
        double impulse = numbers.frictionImpulse(asOf);
        double standing = numbers.frictionStanding(asOf);
        double force = mass.total() * velocity;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("customer_id", book.customerId);
        row.put("as_of", Instant.ofEpochMilli(asOf));
        row.put("mass", mass.total());
        row.put("mass_value", mass.value());
        row.put("mass_loyalty", mass.loyalty());
        row.put("mass_advocacy", mass.advocacy());
        row.put("mass_breadth", mass.breadth());
        row.put("velocity", velocity);
        row.put("v_fast", fast);
        row.put("v_slow", slow);
        row.put("trend", Math.min(3, Math.max(-1, (fast - slow) / Math.max(slow, 0.1))));
        row.put("friction_impulse", impulse);
        row.put("friction_standing", standing);
        row.put("friction", impulse + standing);
        row.put("momentum", force - impulse - standing);
        row.put("momentum_index", Numbers.index(force, impulse + standing));
        row.put("band", course.band());
        row.put("prev_band", course.before());
        row.put("stored_momentum", numbers.stored(asOf));
        row.put("pushes_total", total(Side.PUSH));
        row.put("friction_total", total(Side.FRICTION));
        row.put("revolutions_total", book.valueEvents);
        Long next = course.next();
        row.put("next_crossing_at", next == null ? ExpectedTables.NULL : Instant.ofEpochMilli(next));
        row.put("decay", decay());
        row.put("standing", standing());
        row.put("top_push", top(Side.PUSH));
        row.put("top_friction", top(Side.FRICTION));
        row.put("map_version", (long) catalogue.version());
        return row;
    }

    private BigDecimal total(Side side) {
        long thousandths = book.hits.stream()
                .filter(hit -> hit.rule().side() == side)
                .mapToLong(Hit::thousandths)
                .sum();
        return BigDecimal.valueOf(thousandths, 3);
    }

    private ObjectNode decay() {
        ObjectNode decay = JsonNodeFactory.instance.objectNode();
        for (HalfLifeClass halfLife : catalogue.classes()) {
            long millis = halfLife.halfLifeMillis();
            double pushes = numbers.points(halfLife, Side.PUSH, asOf);
            add(decay, "push." + halfLife.name(), pushes, millis, halfLife.saturationPerDay());
            add(decay, "friction." + halfLife.name(), numbers.points(halfLife, Side.FRICTION, asOf), millis, 0);
        }
        for (Map.Entry<String, Integer> pace : Map.of("fast", 3, "slow", 21).entrySet()) {
            long halfLife = Numbers.days(pace.getValue());
            double points = numbers.points(hit -> hit.rule().side() == Side.PUSH, halfLife, asOf);
            add(decay, pace.getKey(), points, halfLife, 0);
        }
        add(decay, "revenue", numbers.revenue(asOf), Numbers.days(180), 0);
        add(decay, "promoter", book.promoter(asOf), Numbers.days(90), 0);
        add(decay, "referral", numbers.referrals(asOf), Numbers.days(180), 0);
        return decay;
    }

    private void add(ObjectNode decay, String name, double amount, long halfLife, double saturation) {
        if (amount != 0) {
            decay.putObject(name)
                    .put("m", amount)
                    .put("u", asOf)
                    .put("h", halfLife / DAY)
                    .put("k", saturation);
        }
    }

    private ArrayNode standing() {
        ArrayNode open = JsonNodeFactory.instance.arrayNode();
        numbers.open(asOf).stream()
                .sorted(Comparator.comparing((Period period) -> period.rule().name())
                        .thenComparing(Period::object)
                        .thenComparing(Period::eventId))
                .forEach(period -> {
                    StandingRule rule = period.rule().standing();
                    if (rule != null) {
                        open.addObject()
                                .put("signal_type", period.rule().name())
                                .put("object_ref", period.object())
                                .put("event_id", period.eventId())
                                .put("opened_at", period.from())
                                .put("ends_at", period.to())
                                .put("base", rule.basePerDay())
                                .put("ref", rule.referenceMillis() / DAY)
                                .put("cap", rule.cap());
                    }
                });
        return open;
    }

    private ArrayNode top(Side side) {
        ArrayNode top = JsonNodeFactory.instance.arrayNode();
        contributions.stream()
                .filter(row -> side.word().equals(row.get("side")))
                .sorted(Comparator.comparingDouble((Map<String, Object> row) -> -number(row, "points_per_day"))
                        .thenComparing(row -> String.valueOf(row.get("signal_type"))))
                .limit(3)
                .forEach(row -> {
                    ObjectNode one = top.addObject();
                    for (String text : List.of("signal_type", "phase", "department")) {
                        one.put(text, String.valueOf(row.get(text)));
                    }
                    one.put("points_per_day", number(row, "points_per_day")).put("share", number(row, "share"));
                    ArrayNode ids = one.putArray("event_ids");
                    if (row.get("event_ids") instanceof List<?> events) {
                        events.forEach(id -> ids.add(String.valueOf(id)));
                    }
                });
        return top;
    }

    private static double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Double number ? number : Double.NaN;
    }

    Map<String, Object> churn() {
        return churn.row();
    }

    List<Map<String, Object>> contributions() {
        return contributions;
    }

    private Map<String, Object> contribution(SignalRule signal, List<Hit> hits, double velocity, double friction) {
        boolean isPush = signal.side() == Side.PUSH;
        HalfLifeClass halfLife = signal.halfLife();
        double own = numbers.points(hit -> hit.rule().id() == signal.id(), halfLife.halfLifeMillis(), asOf);
        double rate = Numbers.rate(own, halfLife.halfLifeMillis());
        if (isPush) {
            double all = numbers.classRate(halfLife, Side.PUSH, asOf);
            rate = all == 0 ? 0 : Numbers.saturated(all, halfLife.saturationPerDay()) * rate / all;
        }
        Set<String> eventIds = new LinkedHashSet<>();
        for (Period open : numbers.open(asOf)) {
            if (open.rule().id() == signal.id()) {
                rate += Numbers.standingRate(open, asOf);
                eventIds.add(open.eventId());
            }
        }
        hits.stream()
                .sorted(Comparator.comparingDouble((Hit hit) -> -rank(hit))
                        .thenComparing(Hit::at, Comparator.reverseOrder())
                        .thenComparing(Hit::eventId))
                .limit(3)
                .forEach(hit -> eventIds.add(hit.eventId()));
        double whole = isPush ? velocity : friction;
        long today = Math.floorDiv(asOf, Numbers.days(1));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("customer_id", book.customerId);
        row.put("side", signal.side().word());
        row.put("signal_type", signal.name());
        row.put("phase", signal.phase().word());
        row.put("department", signal.department().word());
        row.put("points_per_day", isPush ? numbers.mass(asOf).total() * rate : rate);
        row.put("rate_per_day", rate);
        row.put("share", whole == 0 ? 0.0 : rate / whole);
        row.put(
                "count_28d",
                hits.stream()
                        .filter(hit -> Math.floorDiv(hit.at(), Numbers.days(1)) > today - 28)
                        .count());
        row.put(
                "last_at",
                Instant.ofEpochMilli(hits.stream().mapToLong(Hit::at).max().orElseThrow()));
        row.put("event_ids", eventIds.stream().limit(3).toList());
        row.put("as_of", Instant.ofEpochMilli(asOf));
        return row;
    }

    /** log2 of the decayed weight but for a term that all events of a signal share. */
    private static double rank(Hit hit) {
        return Math.log(Math.max(hit.thousandths(), 1)) / Math.log(2)
                + (double) hit.at() / hit.rule().halfLife().halfLifeMillis();
    }

    List<Map<String, Object>> revenue() {
        List<Map<String, Object>> rows = new ArrayList<>();
        book.revenue.forEach((currency, totals) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("customer_id", book.customerId);
            row.put("currency", currency);
            row.put("won_minor", totals[0]);
            row.put("refunded_minor", totals[1]);
            row.put("value_events", totals[2]);
            rows.add(row);
        });
        return rows;
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? ExpectedTables.NULL : value;
    }
}
