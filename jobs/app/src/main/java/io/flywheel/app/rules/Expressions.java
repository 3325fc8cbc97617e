package io.flywheel.app.rules;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.flywheel.app.config.Suggestion;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.alert.Fact;
import io.flywheel.domain.alert.Scope;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the expressions of rules about one scope: what they may ask for is declared with its type, so that a slip is found when the file is read.
 *
 * <p><b>Shape:</b> the Common Expression Language without macros: no loops, no functions of ours, no reach beyond the facts.
 *
 * <p><b>Errors:</b> noted at the expression's place in the file, with the line of the expression and a caret under the slip.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Expressions"; docs/decisions/0016-rules-in-cel.md.
 */
final class Expressions {

    private static final int LONGEST = 2_000;
    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*\\)$", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST)
            .build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final List<String> known;

    Expressions(Scope scope) {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS);
        for (Fact fact : Fact.of(scope)) {
            builder.addVar(fact.word(), typeOf(fact));
        }
        this.compiler = builder.build();
        this.runtime =
                CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
        this.known = Fact.of(scope).stream().map(Fact::word).toList();
    }

    /** The condition that an expression says, or null if it says none. */
    CelRuntime.@Nullable Program condition(YamlTree expression, String text) {
        return compile(expression, text, List.of(SimpleType.BOOL), "a condition, true or false,");
    }

    /** The number that an expression says, or null if it says none. */
    CelRuntime.@Nullable Program number(YamlTree expression, String text) {
        return compile(expression, text, List.of(SimpleType.DOUBLE, SimpleType.INT), "a number");
    }

    private CelRuntime.@Nullable Program compile(
            YamlTree expression, String text, List<CelType> wanted, String expected) {
        CelValidationResult result = compiler.compile(text);
        if (result.hasError()) {
            result.getErrors().forEach(issue -> expression.problem(described(issue, text)));
            return null;
        }
        try {
            CelType type = result.getAst().getResultType();
            if (!wanted.contains(type)) {
                expression.problem(
                        expected + " is expected, but this is of type " + type.name() + pointedAt(text, 1, 0));
                return null;
            }
            return runtime.createProgram(result.getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("an expression without an error can be used: " + text, e);
        }
    }

    private String described(CelIssue issue, String text) {
        String message = CANDIDATES.matcher(issue.getMessage()).replaceFirst("");
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            message = "there is no fact '" + undeclared.group(1) + "'"
                    + Suggestion.didYouMean(undeclared.group(1), known);
        }
        CelSourceLocation place = issue.getSourceLocation();
        return message + pointedAt(text, place.getLine(), place.getColumn());
    }

    /** The line of the expression, and a caret under the place. */
    private static String pointedAt(String text, int line, int column) {
        Optional<String> shown = text.lines().skip(Math.max(0, line - 1L)).findFirst();
        return System.lineSeparator() + "    " + shown.orElse("") + System.lineSeparator() + "    "
                + " ".repeat(Math.max(0, column)) + "^";
    }

    private static CelType typeOf(Fact fact) {
        return switch (fact.kind()) {
            case NUMBER -> SimpleType.DOUBLE;
            case TEXT -> SimpleType.STRING;
            case POINTS -> MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
        };
    }
}
