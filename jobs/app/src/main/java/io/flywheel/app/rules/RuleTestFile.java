package io.flywheel.app.rules;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.app.config.Suggestion;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.alert.AlertRule;
import io.flywheel.domain.alert.AlertStatus;
import io.flywheel.domain.alert.Fact;
import io.flywheel.domain.alert.FactSheet;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.alert.RuleTrial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tests of rules: facts at moments, and what the alert is to be at others.
 *
 * <p><b>Errors:</b> {@link InvalidFileException} with every problem of the file, each with line and column.
 *
 * <p><b>Source:</b> docs/reference/control.md, "Tests of rules".
 */
public final class RuleTestFile {

    private static final Set<String> TOP = Set.of("tests");
    private static final Set<String> NAMES = Set.of("name", "rule", "readings", "expect");
    private static final Set<String> READING = Set.of("at", "facts");
    private static final Set<String> EXPECTATION = Set.of("at", "status");

    private final List<Problem> problems = new ArrayList<>();
    private final YamlTree root;
    private final RuleBook rules;

    private RuleTestFile(String name, String text, RuleBook rules) {
        this.root = YamlTree.parse(name, text, problems);
        this.rules = rules;
    }

    /**
     * One test and what came of it.
     *
     * @param failures what was not as expected; empty if it passed
     */
    public record Outcome(String test, List<String> failures) {}

    /** Runs the tests of a file; {@code name} is what problems call it. */
    public static List<Outcome> run(String name, String text, RuleBook rules) {
        return new RuleTestFile(name, text, rules).run();
    }

    private List<Outcome> run() {
        new RuleFields(root).mustBeAmong(TOP);
        List<YamlTree> tests = root.child("tests").list();
        if (tests.isEmpty() && problems.isEmpty()) {
            root.problem("there is no test; 'tests' must be a list of them");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (YamlTree test : tests) {
            outcomes.add(outcome(test));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return outcomes;
    }

    private Outcome outcome(YamlTree test) {
        RuleFields fields = new RuleFields(test);
        fields.mustBeAmong(NAMES);
        AlertRule rule = rule(test, fields.word("rule"));
        Map<Long, FactSheet> readings = readings(test, rule);
        Map<Long, AlertStatus> expected = expected(test);
        List<String> failures = new ArrayList<>();
        if (rule != null && problems.isEmpty()) {
            RuleTrial trial = new RuleTrial(rule);
            Set<Long> moments = new HashSet<>(readings.keySet());
            moments.addAll(expected.keySet());
            for (long at : moments.stream().sorted().toList()) {
                FactSheet reading = readings.get(at);
                if (reading != null) {
                    trial.read(reading, at);
                }
                AlertStatus wanted = expected.get(at);
                AlertStatus status = trial.statusAt(at);
                if (wanted != null && wanted != status) {
                    failures.add(
                            "after " + at / 60_000.0 + " min the alert is " + status.word() + ", not " + wanted.word());
                }
            }
        }
        return new Outcome(fields.word("name"), failures);
    }

    private @Nullable AlertRule rule(YamlTree test, String name) {
        AlertRule rule = rules.named(name);
        if (rule == null && !name.isEmpty()) {
            List<String> names = rules.rules().stream().map(AlertRule::name).toList();
            test.child("rule").problem("there is no rule '" + name + "'" + Suggestion.didYouMean(name, names));
        }
        return rule;
    }

    private static Map<Long, FactSheet> readings(YamlTree test, @Nullable AlertRule rule) {
        Map<Long, FactSheet> readings = new HashMap<>();
        for (YamlTree reading : test.child("readings").list()) {
            RuleFields fields = new RuleFields(reading);
            fields.mustBeAmong(READING);
            readings.put(fields.duration("at"), facts(reading.child("facts"), rule));
        }
        return readings;
    }

    private static FactSheet facts(YamlTree stated, @Nullable AlertRule rule) {
        FactSheet facts = new FactSheet();
        Map<String, Fact> known = new HashMap<>();
        if (rule != null) {
            Fact.of(rule.scope()).forEach(fact -> known.put(fact.word(), fact));
        }
        stated.map().forEach((name, value) -> {
            Fact fact = known.get(name);
            if (fact != null) {
                put(facts, fact, stated, name);
            } else if (rule != null) {
                value.problem("there is no such fact" + Suggestion.didYouMean(name, known.keySet()));
            }
        });
        return facts;
    }

    private static void put(FactSheet facts, Fact fact, YamlTree stated, String name) {
        RuleFields fields = new RuleFields(stated);
        switch (fact.kind()) {
            case NUMBER -> facts.put(fact, fields.number(name));
            case TEXT -> facts.put(fact, fields.word(name));
            case POINTS -> {
                Map<String, Double> points = new HashMap<>();
                YamlTree its = stated.child(name);
                its.map().keySet().forEach(signal -> {
                    Double number = new RuleFields(its).number(signal);
                    points.put(signal, number == null ? 0 : number);
                });
                facts.put(fact, points);
            }
        }
    }

    private static Map<Long, AlertStatus> expected(YamlTree test) {
        Map<Long, AlertStatus> expected = new HashMap<>();
        for (YamlTree expectation : test.child("expect").list()) {
            RuleFields fields = new RuleFields(expectation);
            fields.mustBeAmong(EXPECTATION);
            expected.put(fields.duration("at"), fields.oneOf("status", AlertStatus.values(), AlertStatus::word));
        }
        if (expected.isEmpty()) {
            test.problem("'expect' is missing: a test that expects nothing can not fail");
        }
        return expected;
    }
}
