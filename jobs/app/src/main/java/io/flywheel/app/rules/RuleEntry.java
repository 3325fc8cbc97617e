package io.flywheel.app.rules;

import dev.cel.runtime.CelRuntime;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.alert.AlertRule;
import io.flywheel.domain.alert.AlertTerms;
import io.flywheel.domain.alert.Fact;
import io.flywheel.domain.alert.Scope;
import io.flywheel.domain.alert.Severity;
import io.flywheel.domain.alert.Threshold;
import io.flywheel.domain.alert.Unit;
import io.flywheel.domain.alert.ValueChange;
import io.flywheel.domain.wheel.window.Grain;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the file.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Rules".
 */
final class RuleEntry {

    private static final String ABOVE = "fires_at_or_above";
    private static final String BELOW = "fires_at_or_below";
    private static final String UNIT = "unit";
    private static final String CHANGE_OVER = "change_over";
    private static final Duration SHORTEST_CHANGE = Duration.ofHours(1);
    private static final Duration LONGEST_CHANGE = Duration.ofDays(7);
    private static final int MOST_READINGS = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern ONE_OF_POINTS = Pattern.compile("\\[[^\\[\\]]*]$");
    private static final Set<String> NAMES = Set.of(
            "name",
            "about",
            "grain",
            "severity",
            "summary",
            "runbook",
            "where",
            "value",
            UNIT,
            CHANGE_OVER,
            ABOVE,
            BELOW,
            "recovers_at",
            "for",
            "keep_firing_for",
            "no_data_after",
            "count",
            "count_at_least",
            "breaches",
            "clears",
            "shadow");

    private final YamlTree entry;
    private final RuleFields fields;
    private final Map<Scope, Expressions> expressions;
    private final int problemsBefore;

    RuleEntry(YamlTree entry, Map<Scope, Expressions> expressions) {
        this.entry = entry;
        this.fields = new RuleFields(entry);
        this.expressions = expressions;
        this.problemsBefore = entry.problemCount();
    }

    /** The rule, or null if something is wrong with it. */
    @Nullable
    AlertRule rule() {
        fields.mustBeAmong(NAMES);
        String name = fields.word("name");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            entry.child("name").problem("a name of at most 64 small letters, digits and '_' is expected");
        }
        Scope scope = fields.oneOf("about", Scope.values(), Scope::word);
        Severity severity = fields.oneOf("severity", Severity.values(), Severity::word);
        Grain grain = grain(scope);
        Threshold threshold = threshold();
        long noData = noData(scope);
        String summary = fields.word("summary");
        String runbook = fields.word("runbook");
        CompiledMeasure measure = measure(scope);
        ValueChange change = change(scope);
        Unit unit = unit(scope);
        double least = leastCount();
        AlertTerms terms = new AlertTerms(
                threshold,
                fields.duration("for"),
                fields.duration("keep_firing_for"),
                noData,
                (int) fields.whole("breaches", 1, MOST_READINGS, 1),
                (int) fields.whole("clears", 1, MOST_READINGS, 1),
                least);
        return measure == null || entry.problemCount() > problemsBefore
                ? null
                : new AlertRule(
                        name,
                        scope,
                        grain,
                        severity,
                        terms,
                        unit,
                        summary,
                        runbook,
                        fields.truth("shadow"),
                        measure,
                        change);
    }

    private @Nullable Grain grain(Scope scope) {
        if (scope == Scope.WINDOW) {
            return fields.oneOf("grain", Grain.values(), Grain::word);
        }
        if (fields.has("grain")) {
            entry.child("grain").problem("only a rule about a window has a grain");
        }
        return null;
    }

    private long noData(Scope scope) {
        long noData = fields.duration("no_data_after");
        if (scope == Scope.CUSTOMER && fields.has("no_data_after")) {
            entry.child("no_data_after")
                    .problem("only a rule about a window or a hotspot can miss data; a silent customer is a fact");
        }
        return noData;
    }

    private @Nullable ValueChange change(Scope scope) {
        if (!fields.has(CHANGE_OVER)) {
            return null;
        }
        Duration over = Duration.ofMillis(fields.duration(CHANGE_OVER));
        if (scope != Scope.CUSTOMER) {
            entry.child(CHANGE_OVER).problem("only a rule about a customer can ask for a change");
        } else if (over.compareTo(SHORTEST_CHANGE) < 0 || over.compareTo(LONGEST_CHANGE) > 0) {
            entry.child(CHANGE_OVER).problem("a change is over 1 h to 7 d");
        } else {
            return new ValueChange(fields.word("value"), over.toMillis());
        }
        return null;
    }

    /** As the rule says, or that of the fact if the value is one and nothing more. */
    private @Nullable Unit unit(Scope scope) {
        if (fields.has(UNIT)) {
            return fields.oneOf(UNIT, Unit.values(), Unit::word);
        }
        if (!fields.has("value")) {
            return null;
        }
        String fact = ONE_OF_POINTS.matcher(fields.word("value")).replaceFirst("");
        return Fact.of(scope).stream()
                .filter(known -> known.word().equals(fact))
                .map(Unit::of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Threshold threshold() {
        boolean isAbove = fields.has(ABOVE);
        if (isAbove == fields.has(BELOW)) {
            entry.problem("one of '" + ABOVE + "' and '" + BELOW + "' is needed" + (isAbove ? ", not both" : ""));
        }
        Double firesAt = fields.number(isAbove ? ABOVE : BELOW);
        Double recoversAt = fields.number("recovers_at");
        if (firesAt == null) {
            return Threshold.usual(true, 0);
        }
        if (recoversAt == null) {
            return Threshold.usual(isAbove, firesAt);
        }
        try {
            return new Threshold(isAbove, firesAt, recoversAt);
        } catch (IllegalArgumentException e) {
            entry.child("recovers_at").problem(String.valueOf(e.getMessage()));
            return Threshold.usual(isAbove, firesAt);
        }
    }

    private double leastCount() {
        if (fields.has("count") != fields.has("count_at_least")) {
            entry.problem("'count' and 'count_at_least' go together");
        }
        Double least = fields.number("count_at_least");
        return least == null ? 0 : least;
    }

    private @Nullable CompiledMeasure measure(Scope scope) {
        Expressions known = expressions.get(scope);
        String value = fields.word("value");
        if (known == null || value.isEmpty()) {
            return null;
        }
        CelRuntime.Program valued = known.number(entry.child("value"), value);
        CelRuntime.Program where =
                fields.has("where") ? known.condition(entry.child("where"), fields.word("where")) : null;
        CelRuntime.Program count =
                fields.has("count") ? known.number(entry.child("count"), fields.word("count")) : null;
        return valued == null ? null : new CompiledMeasure(scope, where, valued, count);
    }
}
