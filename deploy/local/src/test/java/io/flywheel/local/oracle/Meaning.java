package io.flywheel.local.oracle;

import io.flywheel.domain.signal.Condition;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.domain.signal.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event means: the lines of the catalogue read as data. */
final class Meaning {

    private static final Map<String, Integer> SEVERITY = Map.of("low", 1, "normal", 1, "high", 2, "urgent", 4);

    private final Map<String, List<SignalRule>> rules = new HashMap<>();
    private final Map<String, List<SignalRule>> closed = new HashMap<>();

    Meaning(SignalCatalogue catalogue) {
        for (SignalRule rule : catalogue.rules()) {
            rules.computeIfAbsent(rule.on().qualifiedName(), unused -> new ArrayList<>())
                    .add(rule);
        }
        for (SignalRule signal : catalogue.signals()) {
            StandingRule standing = signal.standing();
            if (standing != null) {
                standing.closedBy()
                        .forEach(kind -> closed.computeIfAbsent(kind.qualifiedName(), unused -> new ArrayList<>())
                                .add(signal));
            }
        }
    }

    /** The rules whose signal the event gives. */
    List<SignalRule> given(PlainEvent event) {
        return rules.getOrDefault(event.qualifiedType(), List.of()).stream()
                .filter(rule -> gives(rule, event))
                .toList();
    }

    /** The signals whose condition the event closes. */
    List<SignalRule> closed(PlainEvent event) {
        return closed.getOrDefault(event.qualifiedType(), List.of());
    }

    /** Whether events of its type mean anything. */
    boolean isKnown(PlainEvent event) {
        return rules.containsKey(event.qualifiedType()) || closed.containsKey(event.qualifiedType());
    }

    /** Whether an event of a custom type has a name that no rule knows. */
    boolean isUnmapped(PlainEvent event) {
        return event.required("type").equals("custom")
                && rules.getOrDefault(event.qualifiedType(), List.of()).stream().noneMatch(rule -> {
                    String name = rule.customName();
                    return name != null && name.equals(event.attribute("name"));
                });
    }

    private static boolean gives(SignalRule rule, PlainEvent event) {
        String actor = event.text("actor");
        boolean byCustomer = actor == null || actor.equals("customer");
        String name = rule.customName();
        return (rule.byAnybody() || byCustomer)
                && (name == null || name.equals(event.attribute("name")))
                && rule.conditions().stream().allMatch(condition -> holds(condition, event));
    }

    static long thousandths(SignalRule rule, PlainEvent event) {
        Weight weight = rule.weight();
        return switch (weight.scale()) {
            case FIXED -> weight.thousandths();
            case PRIORITY -> {
                String priority = event.text("priority");
                Integer severity = SEVERITY.get(priority == null ? "normal" : priority);
                yield weight.thousandths() * (severity == null ? 1 : severity);
            }
            case AMOUNT -> {
                Long amount = event.amountMinor();
                yield amount == null || amount <= 0
                        ? 0
                        : Math.min(
                                weight.capThousandths(),
                                Math.round(weight.thousandths()
                                        * Math.log10(1 + amount / (double) weight.referenceMinor())));
            }
        };
    }

    private static boolean holds(Condition condition, PlainEvent event) {
        return switch (condition.field()) {
            case SCORE -> isWithin(condition, event.real("score"));
            case WAIT_SECONDS -> isWithin(condition, event.number("wait_s"));
            case TALK_SECONDS -> isWithin(condition, event.number("talk_s"));
            case HOLD_SECONDS -> isWithin(condition, event.number("hold_s"));
            case TRANSFERS -> isWithin(condition, event.number("transfers"));
            case COUNT -> isWithin(condition, event.numberOr("count", 1));
            case AMOUNT -> isWithin(condition, event.amountMinor());
            case ATTRIBUTE -> {
                String attribute = condition.attribute();
                yield attribute != null && String.valueOf(condition.text()).equals(event.attribute(attribute));
            }
        };
    }

    private static boolean isWithin(Condition condition, @Nullable Number stated) {
        return stated != null && stated.doubleValue() >= condition.min() && stated.doubleValue() <= condition.max();
    }
}
