package io.flywheel.domain.momentum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandsTest {

    @ParameterizedTest(name = "index {0}: {1} after red, {2} after yellow, {3} after green")
    @CsvSource({
        "100, GREEN, GREEN, GREEN",
        "75.0000001, GREEN, GREEN, GREEN",
        "75, YELLOW, YELLOW, GREEN",
        "72, YELLOW, YELLOW, GREEN",
        "71.9999999, YELLOW, YELLOW, YELLOW",
        "50.0000001, YELLOW, YELLOW, YELLOW",
        "50, RED, YELLOW, YELLOW",
        "47, RED, YELLOW, YELLOW",
        "46.9999999, RED, RED, RED",
        "0, RED, RED, RED"
    })
    void followsTheTable(double index, Band afterRed, Band afterYellow, Band afterGreen) {
        assertThat(Bands.next(Band.RED, index)).isEqualTo(afterRed);
        assertThat(Bands.next(Band.YELLOW, index)).isEqualTo(afterYellow);
        assertThat(Bands.next(Band.GREEN, index)).isEqualTo(afterGreen);
        assertThat(Bands.remembers(index)).isEqualTo(afterRed != afterYellow || afterYellow != afterGreen);
    }
}
