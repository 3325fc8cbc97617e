package io.flywheel.local.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What scores are worth on one set of outcomes.
 *
 * <p><b>Units:</b> an AUC is 0 to 1, 0.5 for a score that knows nothing; its interval holds the middle 95 % of 500 draws of customers. Null where nothing was trained. {@code baselines} are AUCs of simple numbers, each turned so that it
 * should be above 0.5.
 *
 * @param set the recorded set, or the file of events
 * @param n rows: customers at moments
 * @param scores risk, index, every factor and baseline alone
 * @param modelFile where the trained model was written
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Evaluation(
        String set,
        long events,
        long accepted,
        int n,
        int customers,
        double positiveRate,
        double untrainedAuc,
        @Nullable Double trainedAuc,
        double frictionExcessAuc,
        Map<String, Double> baselines,
        List<Score> scores,
        Map<String, Calibration> calibration,
        Map<String, LeadTime> leadTime,
        @Nullable Integer trainRows,
        @Nullable String modelFile) {

    public Evaluation {
        baselines = Map.copyOf(baselines);
        scores = List.copyOf(scores);
        calibration = Map.copyOf(calibration);
        leadTime = Map.copyOf(leadTime);
    }

    /**
     * How well one number tells who goes bad.
     *
     * @param lift10 bad outcomes among the worst tenth against all
     * @param precision share of bad outcomes among the worst, by share of rows looked at
     */
    public record Score(
            String name, double auc, double aucLow, double aucHigh, double lift10, List<Precision> precision) {

        public Score {
            precision = List.copyOf(precision);
        }
    }

    /** With so many alerts, so many of them are right. */
    public record Precision(double budget, int alerts, double precision) {}

    /**
     * How early the worst tenth is told of.
     *
     * @param rightAlerts customers who are first told of rightly
     * @param silentDaysP50 median of the days that such a customer had been silent by then: the fewer, the earlier
     */
    public record LeadTime(int rightAlerts, @Nullable Double silentDaysP50) {}

    /** Every set of a run. */
    public record Report(List<Evaluation> sets) {

        public Report {
            sets = List.copyOf(sets);
        }
    }
}
