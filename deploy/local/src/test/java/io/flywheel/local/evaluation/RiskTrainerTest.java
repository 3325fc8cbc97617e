package io.flywheel.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskModel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RiskTrainerTest {

    private static final RiskModel DEFAULT = RiskModelFile.parse("built in", RiskModelFile.builtIn());
    private static final int ROWS = 4_000;

    @Test
    void findsWhatDecides() {
        double[][] factors = invented();
        boolean[] bad = outcomes(factors, place(RiskFactor.OVERDUE), 2);

        RiskModel fitted = RiskTrainer.fit(DEFAULT, factors, bad, "1", "invented");

        assertThat(weight(fitted, RiskFactor.OVERDUE)).isBetween(1.4, 2.2);
        for (RiskModel.Weight weight : fitted.weights()) {
            if (weight.factor() != RiskFactor.OVERDUE) {
                assertThat(Math.abs(weight.weight())).as(weight.factor().word()).isLessThan(0.25);
            }
        }
        assertThat(RiskTrainer.fit(DEFAULT, factors, bad, "1", "invented")).isEqualTo(fitted);
    }

    @Test
    void aFactorThatPointsTheWrongWayIsLeftOut() {
        double[][] factors = invented();
        boolean[] bad = outcomes(factors, place(RiskFactor.VALUE_EVENTS), 2);

        RiskModel fitted = RiskTrainer.fit(DEFAULT, factors, bad, "1", "invented");

        assertThat(weight(fitted, RiskFactor.VALUE_EVENTS)).isZero();
    }

    @Test
    void aFactorThatNeverVariesHasNoWeight() {
        double[][] factors = invented();
        for (double[] row : factors) {
            row[place(RiskFactor.RETURNED)] = 0.5;
        }

        RiskModel fitted =
                RiskTrainer.fit(DEFAULT, factors, outcomes(factors, place(RiskFactor.OVERDUE), 1), "1", "invented");

        assertThat(weight(fitted, RiskFactor.RETURNED)).isZero();
    }

    @Test
    void outcomesOfOneKindTeachNothing() {
        assertThatThrownBy(() -> RiskTrainer.fit(DEFAULT, invented(), new boolean[ROWS], "1", "invented"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same outcome");
    }

    private static double[][] invented() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] factors = new double[ROWS][DEFAULT.weights().size()];
        for (double[] row : factors) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextDouble(-1, 1) + j;
            }
        }
        return factors;
    }

    private static boolean[] outcomes(double[][] factors, int place, double weight) {
        SplittableRandom random = new SplittableRandom(6);
        boolean[] bad = new boolean[factors.length];
        for (int i = 0; i < bad.length; i++) {
            double logOdds = weight * (factors[i][place] - place);
            bad[i] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
        }
        return bad;
    }

    private static int place(RiskFactor factor) {
        for (int i = 0; i < DEFAULT.weights().size(); i++) {
            if (DEFAULT.weights().get(i).factor() == factor) {
                return i;
            }
        }
        throw new IllegalArgumentException("not weighed: " + factor);
    }

    private static double weight(RiskModel model, RiskFactor factor) {
        return model.weights().get(place(factor)).weight();
    }
}
