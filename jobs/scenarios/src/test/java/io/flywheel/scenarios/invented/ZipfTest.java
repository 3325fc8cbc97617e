package io.flywheel.scenarios.invented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfTest {

    private static final int DRAWS = 200_000;

    @ParameterizedTest(name = "exponent {0}")
    @ValueSource(doubles = {0.0, 0.5, 1.0, 1.5, 2.0})
    void ranksAreDrawnAsTheLawSays(double exponent) {
        int size = 50;
        int[] drawn = new int[size + 1];
        Zipf zipf = new Zipf(size, exponent);
        SplittableRandom random = new SplittableRandom(5);
        for (int draw = 0; draw < DRAWS; draw++) {
            drawn[zipf.drawRank(random)]++;
        }

        double total = 0;
        for (int rank = 1; rank <= size; rank++) {
            total += Math.pow(rank, -exponent);
        }
        for (int rank = 1; rank <= size; rank++) {
            double expected = Math.pow(rank, -exponent) / total;
            double fiveSigma = 5 * Math.sqrt(expected / DRAWS);
            assertThat((double) drawn[rank] / DRAWS).as("rank %d", rank).isCloseTo(expected, within(fiveSigma));
        }
    }

    @ParameterizedTest(name = "{0} customers")
    @ValueSource(ints = {1, 2, 7, 1_000, 4_096, 99_991})
    void everyRankHasAnIdOfItsOwn(int size) {
        Zipf zipf = new Zipf(size, 1.0);
        BitSet ids = new BitSet(size);
        for (int rank = 1; rank <= size; rank++) {
            ids.set(zipf.idOfRank(rank));
        }

        assertThat(ids.cardinality()).isEqualTo(size);
        assertThat(ids.length()).isEqualTo(size);
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new Zipf(0, 1)).hasMessageContaining("at least one customer");
        assertThatThrownBy(() -> new Zipf(1, -0.1)).hasMessageContaining("exponent");
    }
}
