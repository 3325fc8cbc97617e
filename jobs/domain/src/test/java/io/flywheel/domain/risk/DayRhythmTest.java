package io.flywheel.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DayRhythmTest {

    private static final int LATE = 9;

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isThatOfTheDistinctDaysInAnyOrder(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Integer> days = new TreeSet<>();
        int day = random.nextInt(-500, 20_000);
        for (int left = random.nextInt(1, 120); left > 0; left--) {
            days.add(day);
            day += random.nextInt(8) == 0 ? random.nextInt(1, 400) : random.nextInt(1, 9);
        }
        byte[] inOrder = bytes(rhythm(List.copyOf(days), random));

        for (int run = 0; run < 3; run++) {
            DayRhythm rhythm = rhythm(late(days, run == 0 ? 100_000 : LATE, random), random);
            assertThat(bytes(rhythm)).isEqualTo(inOrder);
            assertThat(rhythm.days()).isEqualTo(days.size());
            assertThat(rhythm.first()).isEqualTo(days.first());
            assertThat(rhythm.last()).isEqualTo(days.last());
            assertThat(rhythm.cadenceDays(5, 3)).isCloseTo(cadence(days, 5, 3), within(1e-9));
            int asOf = days.last() + random.nextInt(3);
            for (int span : new int[] {1, 7, 28, 90}) {
                assertThat(rhythm.daysWithin(span, asOf))
                        .isEqualTo(days.subSet(asOf - span + 1, asOf + 1).size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void settlingChangesNoReading(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Integer> days = new TreeSet<>();
        for (int i = 0, day = 10_000; i < 150; i++, day += random.nextInt(1, 40)) {
            days.add(day);
        }
        DayRhythm kept = new DayRhythm();
        DayRhythm settled = new DayRhythm();
        int latest = Integer.MIN_VALUE;
        for (int day : late(days, LATE, random)) {
            kept.add(day);
            settled.add(day);
            latest = Math.max(latest, day);
            if (random.nextInt(4) == 0) {
                settled.settle((latest - LATE - random.nextInt(600)) * 86_400_000L);
            }
            assertThat(settled.days()).isEqualTo(kept.days());
            assertThat(settled.cadenceDays(5, 3)).isEqualTo(kept.cadenceDays(5, 3));
            assertThat(settled.daysWithin(90, latest)).isEqualTo(kept.daysWithin(90, latest));
            assertThat(Double.valueOf(settled.clumpiness(latest))).isEqualTo(Double.valueOf(kept.clumpiness(latest)));
        }
        settled.settle(Long.MAX_VALUE);
        assertThat(bytes(settled)).hasSizeLessThan(80);
    }

    @Test
    void ofNobodyIsThatOfThePopulation() {
        assertThat(new DayRhythm().cadenceDays(7, 3)).isCloseTo(7, within(1e-12));
        assertThat(new DayRhythm().days()).isZero();
    }

    @Test
    void comesNearTheCustomersOwnTheMoreGapsThereAre() {
        DayRhythm monthly = new DayRhythm();
        monthly.add(0);
        double before = monthly.cadenceDays(3, 3);
        for (int month = 1; month <= 12; month++) {
            monthly.add(30 * month);
            assertThat(monthly.cadenceDays(3, 3)).isBetween(before, 30.0);
            before = monthly.cadenceDays(3, 3);
        }
        assertThat(before).isGreaterThan(18);
    }

    @Test
    void burstsAreToldFromEvenDays() {
        DayRhythm even = new DayRhythm();
        DayRhythm burst = new DayRhythm();
        for (int i = 1; i <= 5; i++) {
            even.add(61 * i - 1);
            burst.add(60 + i);
        }

        assertThat(even.clumpiness(364)).isCloseTo(0, within(1e-12));
        assertThat(burst.clumpiness(364)).isCloseTo(0.705, within(0.0005));
        assertThat(new DayRhythm().clumpiness(364)).isNaN();
    }

    private static DayRhythm rhythm(List<Integer> days, SplittableRandom random) {
        DayRhythm rhythm = new DayRhythm();
        for (int day : days) {
            rhythm.add(day);
            if (random.nextInt(3) == 0) {
                rhythm = DayRhythm.read(new StateReader(bytes(rhythm)));
            }
        }
        return rhythm;
    }

    /** The days with some of them again, each up to so many days late. */
    private static List<Integer> late(SortedSet<Integer> days, int most, SplittableRandom random) {
        record Arrival(int at, int day) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (int day : days) {
            for (int times = random.nextInt(1, 3); times > 0; times--) {
                arrivals.add(new Arrival(day + random.nextInt(most), day));
            }
        }
        return arrivals.stream()
                .sorted((one, other) -> Integer.compare(one.at, other.at))
                .map(Arrival::day)
                .toList();
    }

    private static double cadence(SortedSet<Integer> days, double priorDays, double priorGaps) {
        double logs = priorGaps * Math.log(priorDays);
        Integer before = null;
        for (int day : days) {
            logs += before == null ? 0 : Math.log((double) day - before);
            before = day;
        }
        return Math.exp(logs / (days.size() - 1 + priorGaps));
    }

    private static byte[] bytes(DayRhythm rhythm) {
        StateWriter out = new StateWriter();
        rhythm.write(out);
        return out.toBytes();
    }
}
