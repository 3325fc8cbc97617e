package io.flywheel.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DailyCountsTest {

    @Test
    void countsTheTwentyEightDaysThatEndWithADay() {
        DailyCounts counts = of(List.of(100, 100, 73, 72, 128));
        assertThat(counts.countUpTo(128)).isEqualTo(1);
        assertThat(of(List.of(100, 100, 73, 72)).countUpTo(100)).isEqualTo(3);
        assertThat(of(List.of(100, 100, 73, 72)).countUpTo(101)).isEqualTo(2);
        assertThat(of(List.of(-3, -30, -31)).countUpTo(-3)).isEqualTo(2);
        assertThat(new DailyCounts().countUpTo(5)).isZero();
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void doesNotDependOnOrder(int seed) {
        Random random = new Random(seed);
        List<Integer> days = new ArrayList<>();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            days.add(random.nextInt(100) - 20);
        }
        int latest = Collections.max(days);
        for (int now = latest; now < latest + 30; now++) {
            int day = now;
            long expected = days.stream().filter(at -> at > day - 28).count();
            Collections.shuffle(days, random);
            assertThat(reread(of(days)).countUpTo(day)).isEqualTo(expected);
        }
    }

    private static DailyCounts of(List<Integer> days) {
        DailyCounts counts = new DailyCounts();
        days.forEach(counts::add);
        return counts;
    }

    private static DailyCounts reread(DailyCounts counts) {
        StateWriter out = new StateWriter();
        counts.write(out);
        return DailyCounts.read(new StateReader(out.toBytes()));
    }
}
