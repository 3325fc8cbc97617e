package io.flywheel.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "true, 5, 4, 5, ON",
        "true, 5, 4, 4.5, BETWEEN",
        "true, 5, 4, 4, OFF",
        "true, 5, 5, 5, ON",
        "true, 5, 5, 4.9, OFF",
        "false, 30, 40, 30, ON",
        "false, 30, 40, 35, BETWEEN",
        "false, 30, 40, 40, OFF",
        "false, 30, 40, 90, OFF"
    })
    void bothThresholdsBelongToWhatTheyBegin(boolean above, double on, double off, double value, Condition expected) {
        assertThat(new Threshold(above, on, off).of(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, 5, 4", "false, 40, 50", "true, -4, -5", "false, -5, -4", "true, 0, 0"})
    void recoversAFifthOfTheWayBackUnlessARuleSaysOtherwise(boolean above, double on, double off) {
        assertThat(Threshold.usual(above, on).recoversAt()).isEqualTo(off);
    }

    @Test
    void refusesThresholdsTheWrongWayRound() {
        assertThatThrownBy(() -> new Threshold(true, 4, 5)).hasMessageContaining("recover at or below");
        assertThatThrownBy(() -> new Threshold(false, 5, 4)).hasMessageContaining("recover at or above");
        assertThatThrownBy(() -> new Threshold(true, Double.NaN, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
