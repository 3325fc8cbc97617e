package io.flywheel.domain.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightTest {

    @Test
    void isTheSameForEveryActivityIfFixed() {
        assertThat(Weight.fixed(1_500).of(Activity.builder().build())).isEqualTo(1_500);
    }

    @ParameterizedTest
    @CsvSource({"LOW, 1000", "NORMAL, 1000", "HIGH, 2000", "URGENT, 4000"})
    void growsWithPriority(Priority priority, long thousandths) {
        assertThat(Weight.byPriority(1_000)
                        .of(Activity.builder().priority(priority).build()))
                .isEqualTo(thousandths);
    }

    @ParameterizedTest(name = "{0} minor units weigh {1} thousandths")
    @CsvSource({
        "-1, 0",
        "0, 0",
        "1, 1",
        "10000, 9031",
        "90000, 30000",
        "980000, 59869",
        "990000, 60000",
        "9223372036854775807, 60000"
    })
    void growsWithTheLogarithmOfTheAmountUpToTheCap(long amountMinor, long thousandths) {
        Weight weight = Weight.byAmount(30_000, 10_000, 60_000);
        assertThat(weight.of(Activity.builder().amountMinor(amountMinor).build()))
                .isEqualTo(thousandths);
    }

    @Test
    void refusesWhatCanNotBeAWeight() {
        assertThatThrownBy(() -> Weight.fixed(-1)).hasMessageContaining("-1 thousandths");
        assertThatThrownBy(() -> Weight.fixed(1_000_000_001)).hasMessageContaining("1000000001");
        assertThatThrownBy(() -> Weight.byAmount(1, 0, 1)).hasMessageContaining("positive reference and cap: 0, 1");
    }
}
