package io.flywheel.local.evaluation.spikes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the detector of spikes is worth on a set of series.
 *
 * <p><b>Units:</b> delays are seconds from the begin of a window to the first alert in it; rates are by days that the series last, null where they last no time.
 *
 * @param all every labelled series together
 * @param groups the same by folder
 * @param unlabelled files that the labels do not name: not judged
 * @param missing series that the labels name and the folder does not have: their windows are not counted
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SpikeEvaluation(
        Total all, List<Total> groups, List<Series> series, List<String> unlabelled, List<String> missing) {

    public SpikeEvaluation {
        groups = List.copyOf(groups);
        series = List.copyOf(series);
        unlabelled = List.copyOf(unlabelled);
        missing = List.copyOf(missing);
    }

    /** What alerts are worth: how many windows have one, and how many are in none. */
    public record Outcome(
            int windows,
            int windowsFound,
            int alerts,
            int falseAlerts,
            @Nullable Double falseAlertsPerSeriesDay,
            @Nullable Double delaySecondsMedian,
            @Nullable Double delaySecondsMean) {}

    /** What as many alerts at random moments are worth, on average over the draws. */
    public record Chance(
            int draws,
            double windowsFound,
            double falseAlerts,
            @Nullable Double falseAlertsPerSeriesDay) {}

    /** The detector, chance and simple rules beside each other. */
    public record Comparison(@JsonUnwrapped Outcome detector, Chance random, Map<String, Outcome> baselines) {}

    /**
     * One series.
     *
     * @param kind count or measure
     * @param skippedRows rows without a time or a finite number
     * @param duplicateRows rows of a time that an earlier row had: the first one stands
     */
    public record Series(
            String series,
            String kind,
            int points,
            int skippedRows,
            int duplicateRows,
            double days,
            @JsonUnwrapped Comparison comparison,
            List<Instant> alertsAt) {

        public Series {
            alertsAt = List.copyOf(alertsAt);
        }
    }

    /** Several series together. */
    public record Total(
            String name,
            int series,
            double seriesDays,
            @JsonUnwrapped Comparison comparison) {}
}
