package io.flywheel.domain.signal;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.control.InForce;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue in force: which activities are pushes and which are friction, and what money means.
 *
 * <p><b>Shape:</b> immutable; looked up by kind of activity on every event.
 *
 * <p><b>Units:</b> {@code typicalRevenueMinor} is the revenue of a typical customer by currency in minor units, with {@code otherRevenueMinor} for
 * currencies not listed: a customer with that much decayed revenue has half the value part of mass.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for an id that names two signals or a signal with two ids, for a signal whose rules differ in side, class, phase, department or
 * standing friction, and for an unknown class. The reader of the file reports all such errors at once before it comes to this.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Catalogue".
 */
public final class SignalCatalogue implements InForce<SignalCatalogue> {

    private static final SignalRule[] NONE = {};

    private final int version;
    private final List<HalfLifeClass> classes;
    private final List<SignalRule> rules;
    private final Map<String, Long> typicalRevenueMinor;
    private final long otherRevenueMinor;
    private final Set<ActivityKind> valueEvents;
    private final Set<ActivityKind> refunds;

    private final SignalRule[][] byKind = new SignalRule[ActivityKind.values().length][];
    private final SignalRule[][] closedBy = new SignalRule[ActivityKind.values().length][];
    private final @Nullable SignalRule[] byId = new SignalRule[SignalRule.GREATEST_ID + 1];
    private final int[] classById = new int[SignalRule.GREATEST_ID + 1];
    private final Map<String, Integer> idsByName = new HashMap<>();
    private final Set<String> attributes = new TreeSet<>();

    public SignalCatalogue(
            int version,
            List<HalfLifeClass> classes,
            List<SignalRule> rules,
            Map<String, Long> typicalRevenueMinor,
            long otherRevenueMinor,
            Set<ActivityKind> valueEvents,
            Set<ActivityKind> refunds) {
        this.version = version;
        this.classes = List.copyOf(classes);
        this.rules = List.copyOf(rules);
        this.typicalRevenueMinor = Map.copyOf(typicalRevenueMinor);
        this.otherRevenueMinor = otherRevenueMinor;
        this.valueEvents = Set.copyOf(valueEvents);
        this.refunds = Set.copyOf(refunds);
        Arrays.fill(byKind, NONE);
        Arrays.fill(closedBy, NONE);
        attributes.add("name");
        for (SignalRule rule : this.rules) {
            index(rule);
        }
    }

    private void index(SignalRule rule) {
        int classIndex = classes.indexOf(rule.halfLife());
        if (classIndex < 0) {
            throw new IllegalArgumentException("signal " + rule.name() + " names an unknown class: "
                    + rule.halfLife().name());
        }
        SignalRule first = byId[rule.id()];
        if (first == null) {
            byId[rule.id()] = rule;
            classById[rule.id()] = classIndex;
        }
        if (first != null && !sameSignal(first, rule)) {
            throw new IllegalArgumentException(
                    "id " + rule.id() + " is given to " + first.name() + " and to " + rule.name()
                            + "; rules of one signal must agree in name, side, class, phase, department and standing friction");
        }
        Integer other = idsByName.putIfAbsent(rule.name(), rule.id());
        if (other != null && other != rule.id()) {
            throw new IllegalArgumentException("signal " + rule.name() + " has the ids " + other + " and " + rule.id()
                    + "; rules of one signal must share its id");
        }
        append(byKind, rule.on(), rule);
        for (Condition condition : rule.conditions()) {
            String attribute = condition.attribute();
            if (attribute != null) {
                attributes.add(attribute);
            }
        }
        StandingRule standing = rule.standing();
        if (standing != null && first == null) {
            standing.closedBy().forEach(kind -> append(closedBy, kind, rule));
        }
    }

    /** Whether two rules give one and the same signal. */
    public static boolean sameSignal(SignalRule one, SignalRule other) {
        return one.name().equals(other.name())
                && one.side() == other.side()
                && one.halfLife().equals(other.halfLife())
                && one.phase() == other.phase()
                && one.department() == other.department()
                && Objects.equals(one.standing(), other.standing());
    }

    private static void append(SignalRule[][] lists, ActivityKind kind, SignalRule rule) {
        SignalRule[] longer = Arrays.copyOf(lists[kind.ordinal()], lists[kind.ordinal()].length + 1);
        longer[longer.length - 1] = rule;
        lists[kind.ordinal()] = longer;
    }

    /** Alone, it is in force for all time. */
    @Override
    public SignalCatalogue at(long momentMillis) {
        return this;
    }

    public int version() {
        return version;
    }

    public List<HalfLifeClass> classes() {
        return classes;
    }

    public List<SignalRule> rules() {
        return rules;
    }

    /** Place of a rule's class in {@link #classes()}. */
    public int classIndexOf(SignalRule rule) {
        return classById[rule.id()];
    }

    /** Rules that an activity of this kind may fulfil; not to be changed. */
    public SignalRule[] rulesFor(ActivityKind kind) {
        return byKind[kind.ordinal()];
    }

    /** Standing rules that an activity of this kind closes; not to be changed. */
    public SignalRule[] rulesClosedBy(ActivityKind kind) {
        return closedBy[kind.ordinal()];
    }

    /** Whether activities of this kind may give a signal or close what stands. */
    public boolean hasMeaning(ActivityKind kind) {
        return rulesFor(kind).length > 0 || rulesClosedBy(kind).length > 0;
    }

    /** The first rule of an id, or null if the catalogue has none. */
    @Nullable
    SignalRule signalOf(int id) {
        return byId[id];
    }

    /** Whether money means the same in another catalogue. */
    boolean sameRevenue(SignalCatalogue other) {
        return typicalRevenueMinor.equals(other.typicalRevenueMinor)
                && otherRevenueMinor == other.otherRevenueMinor
                && valueEvents.equals(other.valueEvents)
                && refunds.equals(other.refunds);
    }

    /** The rule of a persisted id. */
    public SignalRule rule(int id) {
        SignalRule rule = id < byId.length ? byId[id] : null;
        if (rule == null) {
            throw new IllegalStateException("signal id " + id + " is in the state but not in catalogue version "
                    + version + "; a signal that was once in use stays in the catalogue");
        }
        return rule;
    }

    /** The rule of a signal's name, or null if the catalogue has none. */
    public @Nullable SignalRule ruleNamed(String signalType) {
        Integer id = idsByName.get(signalType);
        return id == null ? null : byId[id];
    }

    /** Place of a half-life class in {@link #classes()} by its name, or -1 if the catalogue has none. */
    public int classIndexNamed(String halfLifeClass) {
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).name().equals(halfLifeClass)) {
                return i;
            }
        }
        return -1;
    }

    /** Attributes that some rule looks at; intake keeps these only. */
    public Set<String> attributes() {
        return attributes;
    }

    /** Whether the activity completes a revolution of the wheel: a won deal, an order, a renewal. */
    public boolean isValueEvent(ActivityKind kind) {
        return valueEvents.contains(kind);
    }

    /** Whether the amount of the activity is given back. */
    public boolean isRefund(ActivityKind kind) {
        return refunds.contains(kind);
    }

    /** Revenue of a typical customer in this currency, minor units. */
    public long typicalRevenueMinor(String currency) {
        return typicalRevenueMinor.getOrDefault(currency, otherRevenueMinor);
    }

    /** Whether a custom activity has no meaning: no rule names it. */
    public boolean isUnmapped(Activity activity) {
        if (!activity.kind().isCustom()) {
            return false;
        }
        String name = activity.customName();
        for (SignalRule rule : rulesFor(activity.kind())) {
            if (name != null && name.equals(rule.customName())) {
                return false;
            }
        }
        return true;
    }

    /** All signals once each, in order of their ids. */
    public List<SignalRule> signals() {
        return Arrays.stream(byId).flatMap(Stream::ofNullable).toList();
    }

    /** A number that changes when a class or half-life does; state is bound to it. */
    public int decayFingerprint() {
        int hash = 17;
        for (HalfLifeClass halfLife : classes) {
            hash = 31 * hash + halfLife.name().hashCode();
            hash = 31 * hash + Long.hashCode(halfLife.halfLifeMillis());
        }
        return hash;
    }
}
