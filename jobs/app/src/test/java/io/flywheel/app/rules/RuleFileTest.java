package io.flywheel.app.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.domain.alert.AlertRule;
import io.flywheel.domain.alert.AlertTerms;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.alert.Severity;
import io.flywheel.domain.alert.Threshold;
import io.flywheel.domain.alert.Unit;
import io.flywheel.domain.alert.ValueChange;
import io.flywheel.domain.wheel.window.Grain;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {

    private static final String RULE = """
            version: 3
            rules:
              - name: spread
                about: window
                grain: trailing_1h
                severity: critical
                summary: It spreads
                runbook: docs/x.md
                where: dim_type in ["all", "channel"] && customers_active >= 5
                value: friction_share
                fires_at_or_above: 0.6
                recovers_at: 0.5
                for: 10 min
                keep_firing_for: 15 min
                no_data_after: 2 h
                count: frictions
                count_at_least: 20
                breaches: 2
                clears: 3
            """;

    @Test
    void theBuiltInRulesAreRead() {
        RuleBook book = RuleFile.parse("built in", RuleFile.builtIn());

        assertThat(book.rules()).hasSizeGreaterThan(5);
        assertThat(book.forCustomers()).extracting(AlertRule::name).contains("standing_friction", "churn_risk_high");
        assertThat(book.grains()).containsExactly(Grain.TRAILING_HOUR, Grain.TRAILING_DAY);
    }

    @Test
    void everyNameOfARuleIsRead() {
        RuleBook book = RuleFile.parse("rules.yaml", RULE);

        assertThat(book.version()).isEqualTo(3);
        AlertRule rule = book.rules().get(0);
        assertThat(rule.name()).isEqualTo("spread");
        assertThat(rule.grain()).isEqualTo(Grain.TRAILING_HOUR);
        assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rule.terms())
                .isEqualTo(new AlertTerms(
                        new Threshold(true, 0.6, 0.5),
                        Duration.ofMinutes(10).toMillis(),
                        Duration.ofMinutes(15).toMillis(),
                        Duration.ofHours(2).toMillis(),
                        2,
                        3,
                        20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "value: friction_share # value: friction_share # share",
                "value: friction_share # value: velocity # points_per_day",
                "value: friction_share # value: friction_share * 100.0 # ",
                "value: friction_share # value: friction_share * 24.0; unit: hours # hours",
                "value: friction_share # value: friction_share; unit: ratio # ratio"
            })
    void theUnitIsThatOfTheFactUnlessTheRuleSaysAnother(String right, String written, @Nullable String unit) {
        assertThat(RULE).contains("    " + right + "\n");

        assertThat(RuleFile.parse("rules.yaml", RULE.replace(right, written.replace("; ", "\n    ")))
                        .rules())
                .extracting(AlertRule::unit)
                .containsExactly(Unit.ofWord(unit));
    }

    @Test
    void theUnitOfOneKindOfFrictionIsThatOfAll() {
        assertThat(RuleFile.parse("built in", RuleFile.builtIn()).rules())
                .filteredOn(rule -> rule.name().equals("promise_missed"))
                .extracting(AlertRule::unit)
                .containsExactly(Unit.POINTS_PER_DAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "value: friction_share # value: frictoin_share # there is no fact 'frictoin_share'; did you mean 'friction_share'?",
                "value: friction_share # value: dim_type # a number is expected, but this is of type string",
                "value: friction_share # value: friction_share > 0.5 # a number is expected, but this is of type bool",
                "value: friction_share # value: friction_share + # mismatched input '<EOF>'",
                "customers_active >= 5 # customers_active >= \"5\" # found no matching overload for '_>=_' applied to '(double, string)'",
                "customers_active >= 5 # [1, 2].exists(x, x > 1) # there is no fact 'exists'",
                "customers_active >= 5 # customers_active # found no matching overload for '_&&_' applied to '(bool, double)'",
                "about: window # about: windw # did you mean 'window'?",
                "about: window # about: customer # only a rule about a window has a grain",
                "grain: trailing_1h # grain: trailing_2h # one of",
                "for: 10 min # for: 10 # a duration of at most 365 d",
                "for: 10 min # for: 400 d # a duration of at most 365 d",
                "for: 10 min # change_over: 24 h # only a rule about a customer can ask for a change",
                "recovers_at: 0.5 # recovers_at: 0.7 # must recover at or below it",
                "recovers_at: 0.5 # fires_at_or_below: 0.5 # not both",
                "fires_at_or_above: 0.6 # fires_at_or_over: 0.6 # this name is unknown",
                "count: frictions # clears_: 1 # go together",
                "clears: 3 # clears: 0 # a whole number from 1 to 1000",
                "value: friction_share # unit: shares # did you mean 'share'?",
                "name: spread # name: Spread it # a name of at most 64 small letters",
                "summary: It spreads # summary:  # 'summary' is missing",
                "version: 3 # version: 0 # a whole number from 1"
            })
    void aSlipIsFoundWhenTheFileIsRead(String right, String wrong, String said) {
        assertThat(RULE).contains(right);
        assertThatThrownBy(() -> RuleFile.parse("rules.yaml", RULE.replace(right, wrong)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"59 min", "8 d", "0 h"})
    void aChangeIsOverOneHourToSevenDays(String span) {
        String changes = """
                version: 1
                rules:
                  - name: falls
                    about: customer
                    severity: warning
                    summary: It falls
                    runbook: none
                    value: momentum_index
                    change_over: 24 h
                    fires_at_or_below: -15
                """;
        AlertRule rule = RuleFile.parse("rules.yaml", changes).rules().get(0);
        assertThat(rule.change())
                .isEqualTo(new ValueChange("momentum_index", Duration.ofDays(1).toMillis()));
        assertThat(rule.terms().threshold().recoversAt()).isEqualTo(-12);
        assertThat(problems(changes.replace("24 h", span)))
                .singleElement()
                .asString()
                .contains("a change is over 1 h to 7 d");
    }

    @Test
    void theCaretStandsUnderTheSlip() {
        List<Problem> problems = problems(RULE.replace("customers_active >= 5", "customers_activ >= 5"));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).where()).isEqualTo("rules.yaml:9:12");
        assertThat(problems.get(0).message().lines())
                .containsExactly(
                        "there is no fact 'customers_activ'; did you mean 'customers_active'?",
                        "    dim_type in [\"all\", \"channel\"] && customers_activ >= 5",
                        "                                      ^");
    }

    @Test
    void allSlipsAreFoundAtOnce() {
        assertThat(problems(RULE.replace("friction_share", "frictoin_share")
                        .replace("for: 10 min", "for: soon")
                        .replace("frictions", "fritcions")))
                .hasSize(3);
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        String twice = RULE + RULE.substring(RULE.indexOf("  - name"));
        assertThat(problems(twice)).extracting(Problem::message).anyMatch(message -> message.contains("another rule"));
    }

    @Test
    void aFileThatIsEmptyOrNoMapIsRefused() {
        assertThat(problems("")).isNotEmpty();
        assertThat(problems("- 1")).isNotEmpty();
        assertThat(RuleFile.parse("x", "version: 1\nrules: []").rules()).isEmpty();
    }

    private static List<Problem> problems(String text) {
        InvalidFileException found =
                catchThrowableOfType(InvalidFileException.class, () -> RuleFile.parse("rules.yaml", text));
        assertThat(found).isNotNull();
        return found.problems();
    }
}
