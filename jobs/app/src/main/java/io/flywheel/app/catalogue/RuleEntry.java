package io.flywheel.app.catalogue;

import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.signal.Condition;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.domain.signal.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry of the catalogue: a signal, and the rules that give it. */
final class RuleEntry {

    private static final Set<String> KNOWN = Set.of(
            "id",
            "name",
            "on",
            "custom_name",
            "by",
            "when",
            "side",
            "weight",
            "weight_by_amount",
            "scale",
            "class",
            "phase",
            "department",
            "standing");
    private static final double MOST_POINTS = 1_000_000;

    private final YamlTree entry;
    private final Map<String, HalfLifeClass> classes;
    private final Fields fields;

    RuleEntry(YamlTree entry, Map<String, HalfLifeClass> classes) {
        this.entry = entry;
        this.classes = classes;
        this.fields = new Fields(entry, KNOWN);
    }

    /** One rule for each kind of event named; none if something is wrong. */
    List<SignalRule> rules() {
        int before = entry.problemCount();
        List<SignalRule> rules = read();
        return entry.problemCount() == before ? rules : List.of();
    }

    private List<SignalRule> read() {
        int id = (int) fields.whole("id", 1, SignalRule.GREATEST_ID);
        String name = fields.word("name");
        Side side = fields.oneOf("side", Side.values(), Side::word);
        Phase phase = fields.oneOf("phase", Phase.values(), Phase::word);
        Department department = fields.oneOf("department", Department.values(), Department::word);
        HalfLifeClass halfLife = halfLife();
        Weight weight = weight();
        StandingRule standing = standing(side);
        List<Condition> conditions = conditions();
        boolean byAnybody = byAnybody(side);
        String customName = entry.child("custom_name").text();
        List<SignalRule> rules = new ArrayList<>();
        for (ActivityKind kind : Fields.oneKindOrMore(entry.child("on"))) {
            checkCustomName(kind, customName);
            if (kind.isDerived() && side == Side.PUSH) {
                entry.child("side")
                        .problem("'" + kind.qualifiedName() + "' is found in several events and can only be friction");
            } else if (halfLife != null) {
                rules.add(new SignalRule(
                        id,
                        name,
                        side,
                        weight,
                        halfLife,
                        phase,
                        department,
                        kind,
                        customName,
                        byAnybody,
                        conditions,
                        standing));
            }
        }
        return rules;
    }

    private void checkCustomName(ActivityKind kind, @Nullable String customName) {
        if (kind.isCustom() != (customName != null)) {
            entry.problem("'custom_name' goes with the custom kinds, and only with them");
        }
    }

    private @Nullable HalfLifeClass halfLife() {
        String name = fields.word("class");
        HalfLifeClass halfLife = classes.get(name);
        if (halfLife == null && !name.isEmpty()) {
            entry.child("class").problem("there is no class '" + name + "'; the classes are " + classes.keySet());
        }
        return halfLife;
    }

    /** Doings of agents and systems are no engagement unless the entry says so; friction rubs whoever caused it. */
    private boolean byAnybody(Side side) {
        YamlTree by = entry.child("by");
        String text = by.text();
        if (text != null && !text.equals("anybody") && !text.equals("customer")) {
            by.problem("'customer' or 'anybody' is expected, but here is '" + text + "'");
        }
        return text == null ? side == Side.FRICTION : text.equals("anybody");
    }

    private Weight weight() {
        YamlTree byAmount = entry.child("weight_by_amount");
        if (byAmount.isPresent()) {
            if (entry.child("weight").isPresent()) {
                entry.problem("give either 'weight' or 'weight_by_amount', not both");
            }
            Fields amounts = new Fields(byAmount, Set.of("factor", "reference_minor", "cap"));
            return Weight.byAmount(
                    Fields.thousandths(amounts.number("factor", 0.001, MOST_POINTS)),
                    amounts.whole("reference_minor", 1, Long.MAX_VALUE),
                    Fields.thousandths(amounts.number("cap", 0.001, MOST_POINTS)));
        }
        long thousandths = Fields.thousandths(fields.number("weight", 0, MOST_POINTS));
        YamlTree scale = entry.child("scale");
        if (scale.isPresent()) {
            fields.oneOf("scale", new Weight.Scale[] {Weight.Scale.PRIORITY}, Fields::lower);
            return Weight.byPriority(thousandths);
        }
        return Weight.fixed(thousandths);
    }

    private @Nullable StandingRule standing(Side side) {
        YamlTree standing = entry.child("standing");
        if (!standing.isPresent()) {
            return null;
        }
        if (side != Side.FRICTION) {
            standing.problem("only friction can be standing");
            return null;
        }
        Fields of = new Fields(standing, Set.of("per_day", "reference_days", "cap", "max_age_days", "closed_by"));
        double perDay = of.number("per_day", 0.001, MOST_POINTS);
        double referenceDays = of.number("reference_days", 0.01, 3650);
        double cap = of.number("cap", 1, 1000);
        double maxAgeDays = of.number("max_age_days", 0.01, 3650);
        Set<ActivityKind> closedBy = Fields.oneKindOrMore(standing.child("closed_by"));
        if (closedBy.isEmpty()) {
            return null;
        }
        return new StandingRule(perDay, millis(referenceDays), cap, millis(maxAgeDays), closedBy);
    }

    private static long millis(double days) {
        return Math.round(days * Duration.ofDays(1).toMillis());
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        YamlTree when = entry.child("when");
        when.map().forEach((name, value) -> {
            if (name.equals(Condition.Field.ATTRIBUTE.word())) {
                value.map().forEach((attribute, expected) -> {
                    String text = expected.text();
                    conditions.add(Condition.attributeIs(attribute, text == null ? "" : text));
                });
                return;
            }
            for (Condition.Field field : Condition.Field.values()) {
                if (field.word().equals(name)) {
                    conditions.add(range(field, value));
                    return;
                }
            }
            value.problem(
                    "a condition can look at score, wait_s, talk_s, hold_s, transfers, count, amount_minor and attributes, not at '"
                            + name + "'");
        });
        return conditions;
    }

    private static Condition range(Condition.Field field, YamlTree value) {
        new Fields(value, Set.of("min", "max"));
        double min = bound(value.child("min"), Double.NEGATIVE_INFINITY);
        double max = bound(value.child("max"), Double.POSITIVE_INFINITY);
        if (min > max) {
            value.problem("no number is at least " + min + " and at most " + max);
            return Condition.between(field, max, min);
        }
        return Condition.between(field, min, max);
    }

    private static double bound(YamlTree value, double open) {
        String text = value.text();
        return text == null ? open : Fields.number(value, text, -1e15, 1e15);
    }
}
