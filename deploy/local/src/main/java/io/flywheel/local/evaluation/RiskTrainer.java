package io.flywheel.local.evaluation;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.flywheel.domain.risk.RiskModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the weights of a risk model on outcomes: logistic regression on standardised factors, drawn towards nothing.
 *
 * <p>A factor that comes out against its direction is left out, the one furthest off first, and the rest is fitted again: a reason must not say the opposite of what it is.
 *
 * <p><b>Shape:</b> the constants of the model stay as they are; only intercept, weights and means are fitted. The same rows give the same model.
 *
 * <p><b>Source:</b> Fan, Chang, Hsieh, Wang, Lin, LIBLINEAR, JMLR 9, 2008; docs/evaluation.md, "Training".
 */
final class RiskTrainer {

    /** Strength of the pull towards nothing, for each row. */
    private static final double PENALTY_A_ROW = 0.003;

    private static final double PRECISION = 1e-6;

    private final double[][] rows;
    private final boolean[] bad;
    private final double[] means;
    private final double[] spreads;

    private RiskTrainer(double[][] factors, boolean[] bad) {
        this.bad = bad;
        int count = factors[0].length;
        this.means = new double[count];
        this.spreads = new double[count];
        this.rows = new double[factors.length][count];
        for (int j = 0; j < count; j++) {
            standardise(factors, j);
        }
    }

    private void standardise(double[][] factors, int j) {
        double sum = 0;
        for (double[] row : factors) {
            sum += row[j];
        }
        means[j] = sum / factors.length;
        double squares = 0;
        for (double[] row : factors) {
            squares += (row[j] - means[j]) * (row[j] - means[j]);
        }
        spreads[j] = Math.sqrt(squares / factors.length);
        for (int i = 0; i < factors.length; i++) {
            rows[i][j] = spreads[j] > 0 ? (factors[i][j] - means[j]) / spreads[j] : 0;
        }
    }

    /**
     * The model with the weights that these rows ask for.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} if the rows do not hold an outcome of each kind.
     */
    static RiskModel fit(RiskModel model, double[][] factors, boolean[] bad, String version, String fittedOn) {
        int positive = 0;
        for (boolean its : bad) {
            positive += its ? 1 : 0;
        }
        if (positive == 0 || positive == bad.length) {
            throw new IllegalArgumentException("all " + bad.length + " rows have the same outcome");
        }
        return new RiskTrainer(factors, bad).fit(model, version, fittedOn);
    }

    private RiskModel fit(RiskModel model, String version, String fittedOn) {
        List<Integer> kept = new ArrayList<>();
        for (int j = 0; j < means.length; j++) {
            if (spreads[j] > 0) {
                kept.add(j);
            }
        }
        double[] fitted = solve(kept);
        for (int wrong = furthestOff(model, kept, fitted); wrong >= 0; wrong = furthestOff(model, kept, fitted)) {
            kept.remove(wrong);
            fitted = solve(kept);
        }
        List<RiskModel.Weight> weights = new ArrayList<>(means.length);
        for (int j = 0; j < means.length; j++) {
            int place = kept.indexOf(j);
            weights.add(new RiskModel.Weight(
                    model.weights().get(j).factor(), place < 0 ? 0 : fitted[place] / spreads[j], means[j]));
        }
        return model.refitted(version, fittedOn, fitted[kept.size()], weights);
    }

    /** Place among the kept factors of the one whose weight is most against its direction; -1 if none is. */
    private static int furthestOff(RiskModel model, List<Integer> kept, double[] fitted) {
        int wrong = -1;
        for (int place = 0; place < kept.size(); place++) {
            boolean isAllowed =
                    model.weights().get(kept.get(place)).factor().direction().allows(fitted[place]);
            if (!isAllowed && (wrong < 0 || Math.abs(fitted[place]) > Math.abs(fitted[wrong]))) {
                wrong = place;
            }
        }
        return wrong;
    }

    /** Weights of the kept factors, then the intercept. */
    private double[] solve(List<Integer> kept) {
        Problem problem = new Problem();
        problem.l = rows.length;
        problem.n = kept.size() + 1;
        problem.bias = 1;
        problem.x = new Feature[rows.length][];
        problem.y = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Feature[] features = new Feature[kept.size() + 1];
            for (int place = 0; place < kept.size(); place++) {
                features[place] = new FeatureNode(place + 1, rows[i][kept.get(place)]);
            }
            features[kept.size()] = new FeatureNode(kept.size() + 1, 1);
            problem.x[i] = features;
            problem.y[i] = bad[i] ? 1 : 0;
        }
        Parameter parameter = new Parameter(SolverType.L2R_LR, 1 / (PENALTY_A_ROW * rows.length), PRECISION);
        parameter.setRegularizeBias(false);
        Linear.disableDebugOutput();
        Model model = Linear.train(problem, parameter);
        double[] weights = model.getFeatureWeights().clone();
        // the library counts for the label that it met first
        if (model.getLabels()[0] == 0) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = -weights[i];
            }
        }
        return weights;
    }
}
