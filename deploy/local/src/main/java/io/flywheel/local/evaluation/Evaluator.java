package io.flywheel.local.evaluation;

import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares scores with what happened: the product's beside each factor alone and beside numbers that anybody can count.
 *
 * <p><b>Source:</b> docs/evaluation.md, "Measures".
 */
final class Evaluator {

    private static final int ROUNDS = 500;
    private static final long SEED = 42;
    private static final double WORST = 0.1;
    private static final double[] BUDGETS = {0.01, 0.05, 0.1, 0.2};

    private final RiskModel model;
    private final List<ScoredRow> rows;
    private final boolean[] bad;
    private final Bootstrap bootstrap;

    Evaluator(RiskModel model, List<ScoredRow> rows) {
        this.model = model;
        this.rows = rows;
        this.bad = outcomes(rows);
        this.bootstrap = new Bootstrap(
                rows.stream().map(row -> row.snapshot().customerId()).toList(), ROUNDS, SEED);
    }

    static boolean[] outcomes(List<ScoredRow> rows) {
        boolean[] bad = new boolean[rows.size()];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = Boolean.TRUE.equals(rows.get(i).snapshot().bad());
        }
        return bad;
    }

    static double[][] factors(List<ScoredRow> rows) {
        return rows.stream().map(ScoredRow::factors).toArray(double[][]::new);
    }

    Evaluation evaluate(
            Chronicle chronicle, String set, @Nullable RiskModel trained, int trainRows, @Nullable String file) {
        Map<String, double[]> risks = new LinkedHashMap<>();
        risks.put("risk_untrained", values(row -> row.risk().risk()));
        if (trained != null) {
            risks.put("risk_trained", values(row -> trained.read(row.facts()).risk()));
        }
        Map<String, double[]> all = new LinkedHashMap<>(risks);
        all.put("index", values(row -> -row.index()));
        Map<String, double[]> baselines = baselines();
        all.putAll(baselines);
        all.putAll(factorsAlone());
        Map<String, Evaluation.Score> scores = new LinkedHashMap<>();
        all.forEach((name, values) -> scores.put(name, score(name, values)));
        Map<String, Double> baselineAucs = new LinkedHashMap<>();
        baselines.keySet().forEach(name -> baselineAucs.put(name, auc(scores, name)));
        Map<String, Calibration> calibrations = new LinkedHashMap<>();
        risks.forEach((name, values) -> calibrations.put(name, Calibration.of(values, bad)));
        Map<String, Evaluation.LeadTime> leadTimes = new LinkedHashMap<>();
        risks.forEach((name, values) -> leadTimes.put(name, leadTime(values)));
        leadTimes.put("recency", leadTime(values(row -> row.risk().silentDays())));
        Set<String> customers = new HashSet<>();
        rows.forEach(row -> customers.add(row.snapshot().customerId()));
        return new Evaluation(
                set,
                chronicle.events(),
                chronicle.accepted(),
                rows.size(),
                customers.size(),
                new Ranking(new double[bad.length], bad).positiveRate(),
                auc(scores, "risk_untrained"),
                trained == null ? null : (Double) auc(scores, "risk_trained"),
                new Ranking(values(row -> row.risk().excess()), bad).auc(),
                baselineAucs,
                List.copyOf(scores.values()),
                calibrations,
                leadTimes,
                trained == null ? null : (Integer) trainRows,
                file);
    }

    private static double auc(Map<String, Evaluation.Score> scores, String name) {
        Evaluation.Score score = scores.get(name);
        return score == null ? Double.NaN : score.auc();
    }

    private double[] values(ToDoubleFunction<ScoredRow> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    /** Numbers that anybody can count, turned so that more is worse. */
    private Map<String, double[]> baselines() {
        Map<String, double[]> baselines = new LinkedHashMap<>();
        baselines.put("recency", values(row -> row.risk().silentDays()));
        baselines.put("few_events_7d", values(row -> -row.own7d()));
        baselines.put("few_events_lifetime", values(row -> -row.ownEver()));
        baselines.put("few_value_events_lifetime", values(row -> -row.valueEvents()));
        baselines.put("raw_friction_7d", values(ScoredRow::friction7d));
        return baselines;
    }

    private Map<String, double[]> factorsAlone() {
        Map<String, double[]> factors = new LinkedHashMap<>();
        for (int j = 0; j < model.weights().size(); j++) {
            RiskFactor factor = model.weights().get(j).factor();
            int sign = factor.direction() == RiskFactor.Direction.LOWERS ? -1 : 1;
            int place = j;
            factors.put("factor_" + factor.word(), values(row -> sign * row.factors()[place]));
        }
        return factors;
    }

    private Evaluation.Score score(String name, double[] values) {
        Ranking ranking = new Ranking(values, bad);
        Bootstrap.Interval interval = bootstrap.auc(ranking);
        List<Evaluation.Precision> precision = new ArrayList<>(BUDGETS.length);
        for (double budget : BUDGETS) {
            int alerts = Math.max(1, (int) Math.round(budget * values.length));
            precision.add(new Evaluation.Precision(budget, alerts, ranking.precisionAmongWorst(alerts)));
        }
        return new Evaluation.Score(
                name, ranking.auc(), interval.low(), interval.high(), ranking.lift(WORST), precision);
    }

    /** Each customer is told of once, at the first moment at which they are among the worst. */
    private Evaluation.LeadTime leadTime(double[] values) {
        Map<String, ScoredRow> first = new LinkedHashMap<>();
        for (int place : new Ranking(values, bad).worstRows(WORST)) {
            ScoredRow row = rows.get(place);
            first.merge(
                    row.snapshot().customerId(),
                    row,
                    (one, other) ->
                            one.snapshot().asOfMillis() <= other.snapshot().asOfMillis() ? one : other);
        }
        double[] silent = first.values().stream()
                .filter(row -> Boolean.TRUE.equals(row.snapshot().bad()))
                .map(ScoredRow::risk)
                .mapToDouble(ChurnRisk::silentDays)
                .sorted()
                .toArray();
        return new Evaluation.LeadTime(silent.length, median(silent));
    }

    private static @Nullable Double median(double[] sorted) {
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return null;
        }
        return sorted.length % 2 == 1
                ? sorted[half]
                : Arrays.stream(sorted, half - 1, half + 1).average().orElseThrow();
    }
}
