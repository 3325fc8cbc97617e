package io.flywheel.domain.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfLifeClassTest {

    @ParameterizedTest(name = "rate {0} with K = {1} counts {2}")
    @CsvSource({
        "0, 10, 0",
        "5, 0, 5",
        "1, 10, 0.9516258196",
        "10, 10, 6.3212055883",
        "1000, 10, 10",
        "0.000001, 10, 0.00000099999995"
    })
    void saturates(double rate, double saturation, double counts) {
        assertThat(SmallCatalogue.halfLife("touch", 7, saturation).saturated(rate))
                .isCloseTo(counts, within(1e-10));
    }

    @Test
    void refusesWhatCanNotDecayOrSaturate() {
        assertThatThrownBy(() -> SmallCatalogue.halfLife("touch", 0, 0)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> SmallCatalogue.halfLife("touch", 1, -1)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> SmallCatalogue.halfLife("touch", 1, Double.NaN))
                .hasMessageContaining("at least 0");
    }

    @Test
    void standingFrictionMustCloseAndGrow() {
        assertThatThrownBy(() -> SmallCatalogue.standing(1, 1, 1, 1, Set.of()))
                .hasMessageContaining("something that closes it");
        assertThatThrownBy(() -> SmallCatalogue.standing(1, 1, 0.5, 1, SmallCatalogue.UNPAID.closedBy()))
                .hasMessageContaining("cap of at least 1");
    }
}
