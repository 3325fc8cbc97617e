package io.flywheel.domain.friction.clicks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickSettingsTest {

    @ParameterizedTest
    @CsvSource({"-1, 1000, rageClicks", "3, -1, rageGapMillis", "3, 1800001, rageGapMillis"})
    void refusesWhatCannotBe(int clicks, long gap, String name) {
        assertThatThrownBy(() -> new ClickSettings(
                        clicks, gap, 30, 0, TargetPatterns.DEFAULT, 0, 0, 0, 1_800_000, true, 0, 0, 0, "results"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    /** A day after the finding and a week late is the last moment at which the totals of its window still change. */
    @ParameterizedTest
    @CsvSource({"86400001, 0, formRecoveryMillis", "0, 86400001, checkoutRecoveryMillis"})
    void refusesToTakeBackWhatMayBeFinal(long form, long checkout, String name) {
        assertThatThrownBy(() -> new ClickSettings(
                        3, 1000, 30, 0, TargetPatterns.DEFAULT, 0, 0, 0, 1_800_000, true, form, 0, checkout, "results"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "button.next",
                "btnNext",
                "NEXT",
                "nextButton",
                "previous-slide",
                "a > prev",
                "#qty-plus",
                "+",
                "-",
                "decrement",
                "div.datepicker td",
                "date-picker",
                "#calendar",
                "textarea#note",
                "input[type=email]",
                "input[type=\"text\"]",
                "[contenteditable]",
                "text-field"
            })
    void leavesAlone(String target) {
        assertThat(TargetPatterns.DEFAULT.match(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview", "buy", "context-menu", "surplus", "input[type=submit]", "pay + go", "nexton"})
    void doesNotLeaveAlone(String target) {
        assertThat(TargetPatterns.DEFAULT.match(target)).isFalse();
    }

    @Test
    void anElementWithoutANameIsNotLeftAlone() {
        assertThat(TargetPatterns.DEFAULT.match(null)).isFalse();
    }

    @Test
    void patternsAreEqualByTheirTexts() {
        TargetPatterns one = new TargetPatterns(List.of("a+"));
        assertThat(one).isEqualTo(new TargetPatterns(List.of("a+"))).isNotEqualTo(TargetPatterns.DEFAULT);
        assertThat(one).hasSameHashCodeAs(new TargetPatterns(List.of("a+"))).hasToString("[a+]");
    }

    @Test
    void namesThePatternThatIsNone() {
        assertThatThrownBy(() -> new TargetPatterns(List.of("[a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'[a'")
                .hasMessageContaining("no regular expression");
    }
}
