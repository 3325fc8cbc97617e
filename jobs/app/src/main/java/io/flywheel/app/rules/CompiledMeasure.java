package io.flywheel.app.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.flywheel.domain.alert.Fact;
import io.flywheel.domain.alert.FactSheet;
import io.flywheel.domain.alert.Measure;
import io.flywheel.domain.alert.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of one rule, compiled.
 *
 * <p><b>Errors:</b> none; an expression that cannot be computed for some facts, such as a division of whole numbers by zero, says that nothing is known.
 */
final class CompiledMeasure implements Measure {

    private static final Map<Scope, Map<String, Fact>> FACTS = Map.of(
            Scope.CUSTOMER, byWord(Scope.CUSTOMER),
            Scope.WINDOW, byWord(Scope.WINDOW),
            Scope.HOTSPOT, byWord(Scope.HOTSPOT));

    private final Map<String, Fact> facts;
    private final CelRuntime.@Nullable Program where;
    private final CelRuntime.Program value;
    private final CelRuntime.@Nullable Program count;

    CompiledMeasure(
            Scope scope,
            CelRuntime.@Nullable Program where,
            CelRuntime.Program value,
            CelRuntime.@Nullable Program count) {
        this.facts = FACTS.getOrDefault(scope, Map.of());
        this.where = where;
        this.value = value;
        this.count = count;
    }

    @Override
    public boolean appliesTo(FactSheet sheet) {
        return where == null || Boolean.TRUE.equals(answer(where, sheet));
    }

    @Override
    public double value(FactSheet sheet) {
        return number(answer(value, sheet));
    }

    @Override
    public double count(FactSheet sheet) {
        return count == null ? Double.POSITIVE_INFINITY : number(answer(count, sheet));
    }

    private static double number(@Nullable Object answer) {
        return answer instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private @Nullable Object answer(CelRuntime.Program expression, FactSheet sheet) {
        try {
            return expression.eval(name -> Optional.ofNullable(facts.get(name)).map(fact -> answer(fact, sheet)));
        } catch (CelEvaluationException e) {
            return null;
        }
    }

    private static Object answer(Fact fact, FactSheet sheet) {
        return switch (fact.kind()) {
            case NUMBER -> sheet.number(fact);
            case TEXT -> sheet.text(fact);
            case POINTS -> new PointsByName(sheet.points(fact));
        };
    }

    private static Map<String, Fact> byWord(Scope scope) {
        return Fact.of(scope).stream().collect(Collectors.toMap(Fact::word, Function.identity()));
    }
}
