package io.flywheel.pipeline.intake;

import static io.flywheel.pipeline.intake.RejectFlood.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectFloodTest {

    @Test
    void nothingIsSaidBeforeTheWindowIsFull() {
        RejectFlood flood = new RejectFlood(0.01);
        for (int i = 0; i < WINDOW - 1; i++) {
            assertThat(flood.rises(true)).isFalse();
        }
        assertThat(flood.rises(true)).isTrue();
    }

    @Test
    void asManyAsTheRatioAllowsAreNoFloodAndOneMoreIs() {
        RejectFlood flood = new RejectFlood(0.01);
        int allowed = WINDOW / 100;
        for (int i = 0; i < WINDOW; i++) {
            assertThat(flood.rises(i < allowed)).isFalse();
        }
        assertThat(flood.refusals()).isEqualTo(allowed);
        // the first refusals leave the window as others enter
        for (int i = 0; i < allowed; i++) {
            assertThat(flood.rises(true)).isFalse();
        }
        assertThat(flood.rises(true)).isTrue();
        assertThat(flood.refusals()).isEqualTo(allowed + 1);
    }

    @Test
    void withTheRatioZeroOneIsTooMany() {
        RejectFlood flood = new RejectFlood(0);
        for (int i = 0; i < WINDOW; i++) {
            assertThat(flood.rises(false)).isFalse();
        }
        assertThat(flood.rises(true)).isTrue();
    }

    @Test
    void withTheRatioOneNothingIsTooMuch() {
        RejectFlood flood = new RejectFlood(1);
        for (int i = 0; i < 3 * WINDOW; i++) {
            assertThat(flood.rises(true)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itCountsTheLastRecordsWhateverCameBefore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RejectFlood flood = new RejectFlood(0.05);
        ArrayDeque<Boolean> last = new ArrayDeque<>();
        int refusals = 0;
        for (int i = 0; i < 4 * WINDOW; i++) {
            boolean isRefused = random.nextDouble() < 0.1 * random.nextDouble();
            last.add(isRefused);
            refusals += isRefused ? 1 : 0;
            if (last.size() > WINDOW) {
                refusals -= last.remove() ? 1 : 0;
            }
            boolean isFlood = flood.rises(isRefused);
            assertThat(flood.refusals()).isEqualTo(refusals);
            assertThat(isFlood).isEqualTo(last.size() == WINDOW && refusals > WINDOW / 20);
        }
    }
}
