package io.flywheel.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.alert.Matcher.Comparison;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceAndInhibitionTest {

    private static final Map<String, String> LABELS = Map.of("rule", "standing_friction", "customer_id", "globex");

    @ParameterizedTest
    @CsvSource({
        "rule, IS, standing_friction, true",
        "rule, IS, standing, false",
        "rule, IS_NOT, standing, true",
        "rule, IS_NOT, standing_friction, false",
        "rule, MATCHES, standing.*, true",
        "rule, MATCHES, standing, false",
        "rule, MATCHES_NOT, churn.*, true",
        "rule, MATCHES_NOT, stand.*, false",
        "region, IS, '', true",
        "region, IS_NOT, emea, true",
        "region, MATCHES, .+, false"
    })
    void aMatcherLooksAtOneLabel(String label, Comparison comparison, String text, boolean expected) {
        assertThat(new Matcher(label, comparison, text).matches(LABELS)).isEqualTo(expected);
    }

    @Test
    void aSilenceCoversWhatAllItsMatchersMatchFromItsStartUntilItsEnd() {
        Silence silence = new Silence(
                "s1",
                List.of(is("rule", "standing_friction"), new Matcher("customer_id", Comparison.MATCHES, "g.*")),
                100,
                200);
        assertThat(silence.covers(LABELS, 100)).isTrue();
        assertThat(silence.covers(LABELS, 199)).isTrue();
        assertThat(silence.covers(LABELS, 99)).isFalse();
        assertThat(silence.covers(LABELS, 200)).isFalse();
        assertThat(silence.covers(Map.of("rule", "standing_friction", "customer_id", "acme"), 150))
                .isFalse();
    }

    @Test
    void refusesASilenceOfEverythingOrOfNoTimeAndAPatternThatIsNone() {
        assertThatThrownBy(() -> new Silence("s1", List.of(), 100, 200)).hasMessageContaining("needs a matcher");
        assertThatThrownBy(() -> new Silence("s1", List.of(is("a", "b")), 100, 100))
                .hasMessageContaining("end after");
        assertThatThrownBy(() -> new Matcher("a", Comparison.MATCHES, "(")).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void aSpreadingFrictionHidesThoseOfItsSingleCustomersButNotItself() {
        Inhibition inhibition = new Inhibition(
                "spread",
                List.of(is("rule", "friction_spreads")),
                List.of(new Matcher("rule", Comparison.MATCHES, "standing_friction|friction_spreads")),
                List.of("region"));
        Map<String, String> spread = Map.of("rule", "friction_spreads", "dim_value", "all");
        assertThat(inhibition.hides(spread, LABELS)).isTrue();
        assertThat(inhibition.hides(spread, Map.of("rule", "churn_risk_high"))).isFalse();
        assertThat(inhibition.hides(spread, spread)).isFalse();
        assertThat(inhibition.hides(spread, Map.of("rule", "friction_spreads", "dim_value", "sales")))
                .isFalse();
        assertThat(inhibition.hides(LABELS, spread)).isFalse();
        assertThat(inhibition.hides(spread, Map.of("rule", "standing_friction", "region", "emea")))
                .isFalse();
        assertThat(inhibition.hides(
                        Map.of("rule", "friction_spreads", "region", "emea"),
                        Map.of("rule", "standing_friction", "region", "emea")))
                .isTrue();
    }

    private static Matcher is(String label, String text) {
        return new Matcher(label, Comparison.IS, text);
    }
}
