package io.flywheel.domain.wheel.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrainTest {

    private static final int DAY = 288;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # grain       | slice | until      | first end | last end | ends
                    FIVE_MINUTES  | 0     | 2147483647 | 1         | 1        | 1
                    FIVE_MINUTES  | 0     | 1          | 1         | 1        | 1
                    HOUR          | 0     | 2147483647 | 12        | 12       | 1
                    HOUR          | 11    | 2147483647 | 12        | 12       | 1
                    HOUR          | 12    | 2147483647 | 24        | 24       | 1
                    HOUR          | 0     | 12         | 12        | 12       | 1
                    HOUR          | 0     | 11         |           |          | 0
                    DAY           | 287   | 2147483647 | 288       | 288      | 1
                    DAY           | 288   | 2147483647 | 576       | 576      | 1
                    DAY           | 288   | 575        |           |          | 0
                    TRAILING_HOUR | 5     | 2147483647 | 6         | 17       | 12
                    TRAILING_HOUR | 5     | 6          | 6         | 6        | 1
                    TRAILING_HOUR | 5     | 9          | 6         | 9        | 4
                    TRAILING_DAY  | 0     | 2147483647 | 12        | 288      | 24
                    TRAILING_DAY  | 11    | 2147483647 | 12        | 288      | 24
                    TRAILING_DAY  | 12    | 2147483647 | 24        | 300      | 24
                    TRAILING_DAY  | 12    | 47         | 24        | 36       | 2
                    TRAILING_WEEK | 0     | 2147483647 | 288       | 2016     | 7
                    TRAILING_WEEK | 287   | 2147483647 | 288       | 2016     | 7
                    TRAILING_WEEK | 287   | 576        | 288       | 576      | 2
                    TRAILING_MONTH| 288   | 2147483647 | 576       | 8352     | 28
                    TRAILING_MONTH| 288   | 575        |           |          | 0
                    TRAILING_MONTH| -1    | 2147483647 | 0         | 7776     | 28
                    TRAILING_MONTH| -288  | 2147483647 | 0         | 7776     | 28
                    """)
    void namesTheEndsThatADeltaHoldsFor(Grain grain, int slice, int until, Integer first, Integer last, int ends) {
        List<Integer> named = new ArrayList<>();
        grain.forEachEnd(Reach.until(slice, until), named::add);
        assertThat(named).hasSize(ends).isSorted();
        if (ends > 0) {
            assertThat(named.get(0)).isEqualTo(first);
            assertThat(named.get(ends - 1)).isEqualTo(last);
        }
    }

    @Test
    void namesExactlyTheWindowsThatContainTheSliceAndEndWithinTheBounds() {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 300; run++) {
            int slice = random.nextInt(-3 * DAY, 3 * DAY);
            int until = random.nextInt(3) == 0 ? Integer.MAX_VALUE : slice + 1 + random.nextInt(30 * DAY);
            for (Grain grain : Grain.values()) {
                int length = (int) (grain.lengthMillis() / Grain.SLICE_MILLIS);
                int step = (int) (grain.stepMillis() / Grain.SLICE_MILLIS);
                int after = slice + random.nextInt(3) * random.nextInt(30 * DAY);
                List<Integer> expected = IntStream.rangeClosed(-4 * DAY, 40 * DAY)
                        .filter(end -> end % step == 0 && end - length <= slice && after < end && end <= until)
                        .boxed()
                        .toList();
                List<Integer> named = new ArrayList<>();
                grain.forEachEnd(new Reach(slice, after, until), named::add);
                assertThat(named).isEqualTo(expected);
            }
        }
    }

    @Test
    void countsSeventyFourWindowsForOneSlice() {
        List<Window> windows = new ArrayList<>();
        Window.forEach(Reach.all(12_345), windows::add);
        assertThat(windows).hasSize(1 + 1 + 1 + 12 + 24 + 7 + 28).doesNotHaveDuplicates();
        long slice = 12_345 * Duration.ofMinutes(5).toMillis();
        assertThat(windows).allMatch(window -> window.startMillis() <= slice && slice < window.endMillis());
    }

    @Test
    void ordersWindowsByEndThenGrain() {
        Window hour = new Window(Grain.HOUR, 3_600_000);
        Window slice = new Window(Grain.FIVE_MINUTES, 3_600_000);
        Window later = new Window(Grain.FIVE_MINUTES, 3_900_000);
        assertThat(List.of(slice, hour, later)).isSorted();
        assertThat(hour.startMillis()).isZero();
    }

    @Test
    void tellsSlicesAndDays() {
        assertThat(Grain.sliceOf(0)).isZero();
        assertThat(Grain.sliceOf(299_999)).isZero();
        assertThat(Grain.sliceOf(300_000)).isOne();
        assertThat(Grain.sliceOf(-1)).isEqualTo(-1);
        assertThat(Grain.dayOf(DAY - 1)).isZero();
        assertThat(Grain.dayOf(DAY)).isOne();
        assertThat(Grain.dayOf(-1)).isEqualTo(-1);
        assertThat(Grain.LONGEST_SLICES).isEqualTo(28 * DAY);
        assertThat(Grain.SLICES_OF_DAY).isEqualTo(DAY);
    }
}
