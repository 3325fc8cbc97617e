package io.flywheel.app.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.domain.alert.RuleBook;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of rules pass and fail as they should, and say what is wrong with them. */
class RuleTestFileTest {

    private static final RuleBook RULES = RuleFile.parse("rules.yaml", """
            version: 1
            rules:
              - name: promises
                about: customer
                severity: warning
                summary: Promises are missed
                runbook: none
                where: mass >= 2
                value: friction_of["sla_missed"]
                fires_at_or_above: 5
                recovers_at: 4
                for: 30 min
                keep_firing_for: 10 min
              - name: falls
                about: customer
                severity: warning
                summary: The index falls
                runbook: none
                value: momentum_index
                change_over: 24 h
                fires_at_or_below: -15
            """);
    private static final String TESTS = """
            tests:
              - name: fires after half an hour and recovers
                rule: promises
                readings:
                  - at: 0 min
                    facts: {mass: 3, friction_of: {sla_missed: 6}}
                  - at: 60 min
                    facts: {mass: 3, friction_of: {sla_missed: 1}}
                expect:
                  - {at: 29 min, status: pending}
                  - {at: 30 min, status: firing}
                  - {at: 60 min, status: recovering}
                  - {at: 70 min, status: resolved}
              - name: not for light customers
                rule: promises
                readings:
                  - at: 0 min
                    facts: {mass: 1, friction_of: {sla_missed: 6}}
                expect:
                  - {at: 40 min, status: inactive}
            """;

    @Test
    void whatIsAsExpectedPasses() {
        assertThat(RuleTestFile.run("tests.yaml", TESTS, RULES))
                .containsExactly(
                        new RuleTestFile.Outcome("fires after half an hour and recovers", List.of()),
                        new RuleTestFile.Outcome("not for light customers", List.of()));
    }

    @Test
    void aChangeIsAgainstWhatWasSaidBefore() {
        assertThat(RuleTestFile.run("tests.yaml", """
                tests:
                  - name: falls within a day
                    rule: falls
                    readings:
                      - {at: 0 h, facts: {momentum_index: 60}}
                      - {at: 20 h, facts: {momentum_index: 50}}
                      - {at: 30 h, facts: {momentum_index: 40}}
                      - {at: 60 h, facts: {momentum_index: 40}}
                    expect:
                      - {at: 20 h, status: inactive}
                      - {at: 30 h, status: firing}
                      - {at: 60 h, status: resolved}
                """, RULES))
                .containsExactly(new RuleTestFile.Outcome("falls within a day", List.of()));
    }

    @Test
    void whatIsNotIsNamed() {
        assertThat(RuleTestFile.run("tests.yaml", TESTS.replace("mass: 1", "mass: 2"), RULES))
                .last()
                .extracting(RuleTestFile.Outcome::failures)
                .isEqualTo(List.of("after 40.0 min the alert is firing, not inactive"));
    }

    @Test
    void slipsOfThePenAreFoundWithTheirPlace() {
        assertThat(problem(TESTS.replace("rule: promises", "rule: promise")))
                .contains("3:", "no rule 'promise'", "promises");
        assertThat(problem(TESTS.replace("mass: 3", "mas: 3"))).contains("no such fact", "mass");
        assertThat(problem(TESTS.replace("status: firing", "status: fires"))).contains("'fires'", "firing");
        assertThat(problem(TESTS.replaceAll("(?s)    expect:.*", ""))).contains("'expect' is missing");
        assertThat(problem("tests: []")).contains("there is no test");
    }

    private static String problem(String text) {
        InvalidFileException invalid =
                catchThrowableOfType(InvalidFileException.class, () -> RuleTestFile.run("tests.yaml", text, RULES));
        return String.valueOf(invalid.problems().get(0));
    }
}
