package io.flywheel.domain.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.activity.Activity;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {

    @ParameterizedTest
    @CsvSource({"8.999, false", "9, true", "9.5, true", "10, true", "10.001, false", "NaN, false"})
    void boundsAreInclusive(double score, boolean holds) {
        assertThat(Condition.between(Condition.Field.SCORE, 9, 10)
                        .holdsFor(Activity.builder().score(score).build()))
                .isEqualTo(holds);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(Condition.Field.WAIT_SECONDS, Activity.builder().waitSeconds(5)),
                Arguments.of(Condition.Field.TALK_SECONDS, Activity.builder().talkSeconds(5)),
                Arguments.of(Condition.Field.HOLD_SECONDS, Activity.builder().holdSeconds(5)),
                Arguments.of(Condition.Field.TRANSFERS, Activity.builder().transfers(5)),
                Arguments.of(Condition.Field.COUNT, Activity.builder().count(5)),
                Arguments.of(Condition.Field.AMOUNT, Activity.builder().amountMinor(5)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void looksAtItsOwnField(Condition.Field field, Activity.Builder activity) {
        assertThat(Condition.between(field, 5, 5).holdsFor(activity.build())).isTrue();
        assertThat(Condition.between(field, 6, 9).holdsFor(activity.build())).isFalse();
    }

    @Test
    void aNumberNotStatedFulfilsNothing() {
        Condition anyTalk = Condition.between(Condition.Field.TALK_SECONDS, -5, Double.POSITIVE_INFINITY);
        assertThat(anyTalk.holdsFor(Activity.builder().build())).isFalse();
        assertThat(anyTalk.holdsFor(Activity.builder().talkSeconds(0).build())).isTrue();
    }

    @Test
    void comparesAnAttributeWithAText() {
        Condition isLive = Condition.attributeIs("live", "yes");
        assertThat(isLive.holdsFor(
                        Activity.builder().attributes(Map.of("live", "yes")).build()))
                .isTrue();
        assertThat(isLive.holdsFor(
                        Activity.builder().attributes(Map.of("live", "no")).build()))
                .isFalse();
        assertThat(isLive.holdsFor(Activity.builder().build())).isFalse();
    }

    @Test
    void refusesWhatCanNeverHold() {
        assertThatThrownBy(() -> Condition.between(Condition.Field.SCORE, 10, 9))
                .hasMessageContaining("condition on score can never hold");
        assertThatThrownBy(() -> Condition.between(Condition.Field.SCORE, Double.NaN, 9))
                .hasMessageContaining("can never hold");
    }
}
