package io.flywheel.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RankingTest {

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theAucIsTheShareOfPairsInTheRightOrder(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(2, 60);
        double[] scores = random.ints(size, 0, 12).asDoubleStream().toArray();
        boolean[] bad = new boolean[size];
        int[] times = random.ints(size, 0, 4).toArray();
        for (int i = 0; i < size; i++) {
            bad[i] = random.nextBoolean();
        }
        bad[0] = true;
        bad[1] = false;
        times[0] = 1;
        times[1] = 1;
        int[] once = new int[size];
        Arrays.fill(once, 1);

        Ranking ranking = new Ranking(scores, bad);
        assertThat(ranking.auc()).isCloseTo(pairs(scores, bad, once), within(1e-12));
        assertThat(ranking.auc(times)).isCloseTo(pairs(scores, bad, times), within(1e-12));
    }

    @Test
    void equalScoresAreShownByTheirAverage() {
        double[] scores = {1, 1, 1, 1, 0};
        boolean[] bad = {true, false, false, false, true};

        Ranking ranking = new Ranking(scores, bad);

        assertThat(ranking.precisionAmongWorst(2)).isCloseTo(0.25, within(1e-12));
        assertThat(ranking.precisionAmongWorst(5)).isCloseTo(0.4, within(1e-12));
        assertThat(ranking.lift(0.4)).isCloseTo(0.25 / 0.4, within(1e-12));
    }

    @Test
    void theWorstComeFirst() {
        double[] scores = {0.1, 0.9, 0.5, 0.7};

        assertThat(new Ranking(scores, new boolean[] {true, false, true, false}).worstRows(0.5))
                .containsExactly(1, 3);
    }

    @Test
    void anIntervalIsTheSameForTheSameSeedAndHoldsTheValue() {
        SplittableRandom random = new SplittableRandom(1);
        double[] scores = random.doubles(400).toArray();
        boolean[] bad = new boolean[400];
        for (int i = 0; i < 400; i++) {
            bad[i] = random.nextDouble() < scores[i];
        }
        List<String> customers =
                IntStream.range(0, 400).mapToObj(i -> "c" + i % 100).toList();
        Ranking ranking = new Ranking(scores, bad);

        Bootstrap.Interval interval = new Bootstrap(customers, 300, 7).auc(ranking);

        assertThat(interval).isEqualTo(new Bootstrap(customers, 300, 7).auc(ranking));
        assertThat(ranking.auc()).isBetween(interval.low(), interval.high());
        assertThat(interval.high() - interval.low()).isBetween(0.03, 0.2);
    }

    @Test
    void aRiskThatHappensAsOftenAsItSaysIsCalibrated() {
        SplittableRandom random = new SplittableRandom(3);
        double[] risks = random.doubles(20_000).toArray();
        boolean[] bad = new boolean[risks.length];
        for (int i = 0; i < risks.length; i++) {
            bad[i] = random.nextDouble() < risks[i];
        }

        Calibration calibration = Calibration.of(risks, bad);

        assertThat(calibration.brier()).isCloseTo(1.0 / 6, within(0.01));
        assertThat(calibration.deciles()).hasSize(10).allSatisfy(decile -> {
            assertThat(decile.n()).isEqualTo(2_000);
            assertThat(decile.positiveRate()).isCloseTo(decile.meanRisk(), within(0.04));
        });
    }

    private static double pairs(double[] scores, boolean[] bad, int[] times) {
        double right = 0;
        double all = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (bad[i] && !bad[j]) {
                    double weight = (double) times[i] * times[j];
                    all += weight;
                    right += scores[i] > scores[j] ? weight : scores[i] == scores[j] ? weight / 2 : 0;
                }
            }
        }
        return right / all;
    }
}
