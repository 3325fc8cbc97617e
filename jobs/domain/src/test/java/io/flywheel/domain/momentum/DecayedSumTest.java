package io.flywheel.domain.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecayedSumTest {

    private static final long START = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private record Push(double weight, long at) {}

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderGivesTheSameBits(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long halfLife = random.nextInt(1, 91) * DAY;
        List<Push> pushes = pushes(random);
        long at = START + 800 * DAY;
        double expected = sum(pushes, halfLife).value(at, halfLife);
        for (int i = 0; i < 10; i++) {
            assertThat(sum(shuffled(pushes, random), halfLife).value(at, halfLife))
                    .isEqualTo(expected);
        }
        assertThat(expected).isCloseTo(naive(pushes, at, halfLife), within(1e-12 * Math.abs(expected) + 1e-300));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void splittingAndMergingChangesNothing(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long halfLife = random.nextInt(1, 91) * DAY;
        List<Push> pushes = pushes(random);
        List<DecayedSum> parts = List.of(new DecayedSum(), new DecayedSum(), new DecayedSum());
        pushes.forEach(push -> parts.get(random.nextInt(3)).add(push.weight, push.at, halfLife));
        DecayedSum merged = new DecayedSum();
        shuffled(parts, random).forEach(part -> merged.merge(reread(part)));
        long at = START + 800 * DAY;
        assertThat(merged.value(at, halfLife)).isEqualTo(sum(pushes, halfLife).value(at, halfLife));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsTakenBackNeverHappened(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long halfLife = random.nextInt(7, 91) * DAY;
        List<Push> kept = pushes(random);
        List<Push> takenBack = pushes(random);
        List<Push> all = new ArrayList<>(kept);
        takenBack.forEach(push -> all.addAll(List.of(push, new Push(-push.weight, push.at))));
        long at = START + 800 * DAY;
        double expected = sum(kept, halfLife).value(at, halfLife);
        assertThat(sum(shuffled(all, random), halfLife).value(at, halfLife))
                .isCloseTo(expected, within(1e-12 * expected));
    }

    @Test
    void lateIsTheSameAsOnTime() {
        long halfLife = 7 * DAY;
        DecayedSum onTime = sum(List.of(new Push(3, START), new Push(0.2, START + 9 * DAY + 1)), halfLife);
        DecayedSum late = sum(List.of(new Push(0.2, START + 9 * DAY + 1), new Push(3, START)), halfLife);
        assertThat(late.value(START + 30 * DAY, halfLife)).isEqualTo(onTime.value(START + 30 * DAY, halfLife));
    }

    @Test
    void halvesInAHalfLife() {
        DecayedSum sum = new DecayedSum();
        sum.add(3, START, 7 * DAY);
        assertThat(sum.value(START, 7 * DAY)).isCloseTo(3, within(1e-15));
        assertThat(sum.value(START + 7 * DAY, 7 * DAY)).isCloseTo(1.5, within(1e-15));
        assertThat(sum.value(START - 7 * DAY, 7 * DAY)).isCloseTo(6, within(1e-15));
        assertThat(new DecayedSum().value(START, DAY)).isZero();
    }

    @ParameterizedTest(name = "{1} of a day after the last push the rate is {2}")
    @CsvSource({"0, 3.0498", "0.333333333, 2.9508"})
    void aSteadyStreamConvergesToItsRate(double days, double rate) {
        long halfLife = 7 * DAY;
        DecayedSum sum = new DecayedSum();
        for (int i = 0; i < 3 * 400; i++) {
            sum.add(1, START + i * DAY / 3, halfLife);
        }
        long last = START + (3 * 400 - 1) * DAY / 3;
        assertThat(HalfLives.ratePerDay(sum.value(last + (long) (days * DAY), halfLife), halfLife))
                .isCloseTo(rate, within(1e-4));
    }

    @Test
    void survivesGapsThatLeaveNothingOfTheOld() {
        DecayedSum sum = new DecayedSum();
        sum.add(5, 0, DAY);
        sum.add(2, START, DAY);
        sum.add(4, 1, DAY);
        assertThat(sum.value(START, DAY)).isEqualTo(2);
    }

    private static List<Push> pushes(SplittableRandom random) {
        int count = random.nextInt(1, 120);
        List<Push> pushes = new ArrayList<>(count);
        long span = random.nextInt(1, 700) * DAY;
        for (int i = 0; i < count; i++) {
            pushes.add(new Push(random.nextInt(1, 60_000) / 1000.0, START + random.nextLong(span)));
        }
        return pushes;
    }

    private static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    private static DecayedSum sum(List<Push> pushes, long halfLife) {
        DecayedSum sum = new DecayedSum();
        for (int i = 0; i < pushes.size(); i++) {
            sum.add(pushes.get(i).weight, pushes.get(i).at, halfLife);
            if (i % 7 == 3) {
                sum = reread(sum);
            }
        }
        return sum;
    }

    private static DecayedSum reread(DecayedSum sum) {
        return DecayedSum.of(sum.high(), sum.low(), sum.octave());
    }

    private static double naive(List<Push> pushes, long at, long halfLife) {
        return pushes.stream()
                .mapToDouble(push -> push.weight * Math.pow(2, -(double) (at - push.at) / halfLife))
                .sum();
    }
}
