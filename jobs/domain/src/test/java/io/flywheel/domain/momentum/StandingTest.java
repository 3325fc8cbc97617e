package io.flywheel.domain.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StandingTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @ParameterizedTest(name = "at day {0} it takes {1} a day")
    @CsvSource({"-1, 0", "0, 1.5", "1, 3", "4, 7.5", "9, 7.5", "9.999, 7.5", "10, 0", "11, 0"})
    void growsToItsCapAndEnds(double day, double rate) {
        StandingTerm term = new StandingTerm("breach", "t1", 0, 1.5, DAY, 5, 10 * DAY, "e1");
        assertThat(Standing.ratePerDay(term, (long) (day * DAY))).isCloseTo(rate, within(1e-9));
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takesTheIntegralOfItsFadingRate(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double cap = random.nextBoolean() ? 1 + random.nextInt(5) : 1 + 8 * random.nextDouble();
        StandingTerm term = new StandingTerm(
                "breach",
                "t1",
                random.nextLong(DAY),
                random.nextDouble() * 3 + 0.1,
                random.nextLong(DAY / 24, 20 * DAY),
                cap,
                random.nextLong(DAY, 200 * DAY),
                "e1");
        long at = random.nextLong(2 * DAY, 400 * DAY);
        assertThat(Standing.pointsTaken(term, at)).isCloseTo(integral(term, at), within(1e-6));
    }

    @Test
    void takesNothingBeforeItOpens() {
        StandingTerm term = new StandingTerm("breach", "t1", DAY, 1.5, DAY, 5, 10 * DAY, "e1");
        assertThat(Standing.pointsTaken(term, DAY)).isZero();
        assertThat(Standing.pointsTaken(term, 0)).isZero();
    }

    /** Simpson's rule between the knees. */
    private static double integral(StandingTerm term, long at) {
        double end = Math.min(at, term.endsAtMillis());
        double knee = Math.min(end, term.openedAtMillis() + (term.cap() - 1) * term.referenceMillis());
        return simpson(term, at, term.openedAtMillis(), knee) + simpson(term, at, knee, end);
    }

    private static double simpson(StandingTerm term, long at, double from, double to) {
        int steps = 2000;
        double width = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double moment = from + i * width;
            double rate = term.basePerDay()
                    * Math.min(1 + (moment - term.openedAtMillis()) / term.referenceMillis(), term.cap());
            double factor = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += factor * rate * Math.pow(2, -(at - moment) / (90.0 * DAY));
        }
        return sum * width / 3 / DAY;
    }
}
