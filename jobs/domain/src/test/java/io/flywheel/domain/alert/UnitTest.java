package io.flywheel.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    /** Numbers on a scale of their own, of which nobody would say so many. */
    private static final Set<Fact> WITHOUT =
            EnumSet.of(Fact.MASS, Fact.EXPOSURE, Fact.CLUMPINESS, Fact.HOTSPOT_RATE, Fact.HOTSPOT_SESSION_RATE);

    @ParameterizedTest
    @CsvSource({
        "share, 0.625, 62.5%",
        "share, -0.15, -15%",
        "points_per_day, 5, 5 points a day",
        "index_points, -15.25, -15.25 index points",
        "ratio, 3.1, 3.1 ×",
        "count, 20, 20",
        "days, 1.5, 1.5 days",
        "deviations, 4.12345, 4.123 standard deviations",
        ", -0.0001, 0",
        "of a later release, 100, 100"
    })
    void aValueIsToldInItsUnit(String word, double value, String told) {
        assertThat(Unit.told(Unit.ofWord(word), value)).isEqualTo(told);
    }

    @Test
    void everyNumberHasAUnitButThoseOnAScaleOfTheirOwn() {
        assertThat(Arrays.stream(Fact.values()).filter(fact -> (Unit.of(fact) == null) != isWithout(fact)))
                .isEmpty();
    }

    private static boolean isWithout(Fact fact) {
        return fact.kind() == Fact.Kind.TEXT || WITHOUT.contains(fact);
    }
}
