package io.flywheel.domain.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassTest {

    @ParameterizedTest(name = "revenue {0}, repeats {1}, promoter {2}, referrals {3}: mass {7}")
    @CsvSource({
        "0, 0, 0, 0, 0, 0, 0.25, 1.37",
        "1, 0, 0, 0, 0.5, 0, 0.25, 2.07",
        "3, 3, 0.5, 1, 0.75, 0.5, 0.75, 3.42",
        "0, 0, -0.5, 0, 0, 0, 0, 1.12",
        "-2, 0, 0, 0, 0, 0, 0.25, 1.37"
    })
    void weighsValueLoyaltyAdvocacyAndBreadth(
            double revenue,
            long repeats,
            double promoter,
            double referrals,
            double value,
            double loyalty,
            double advocacy,
            double total) {
        Mass mass = Mass.of(revenue, repeats, promoter, referrals);
        assertThat(mass.value()).isCloseTo(value, within(1e-12));
        assertThat(mass.loyalty()).isCloseTo(loyalty, within(1e-12));
        assertThat(mass.advocacy()).isCloseTo(advocacy, within(1e-12));
        assertThat(mass.breadth()).isEqualTo(0.2);
        assertThat(mass.total()).isCloseTo(total, within(1e-12));
    }

    @Test
    void staysBelowFive() {
        assertThat(Mass.of(1e12, 1_000_000, 0.5, 1e9).total()).isBetween(4.5, 5.0);
    }
}
