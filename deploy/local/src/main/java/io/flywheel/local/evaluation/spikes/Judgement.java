package io.flywheel.local.evaluation.spikes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts of one rule against the windows of one series, or of several added up. */
final class Judgement {

    private double days;
    private int windows;
    private int alerts;
    private int falseAlerts;
    private final List<Double> delaySeconds = new ArrayList<>();

    Judgement() {}

    Judgement(double days, List<Window> windows, long[] alerts) {
        this.days = days;
        this.windows = windows.size();
        this.alerts = alerts.length;
        for (Window window : windows) {
            Arrays.stream(alerts)
                    .filter(window::holds)
                    .findFirst()
                    .ifPresent(first -> delaySeconds.add((first - window.beginMillis()) / 1000.0));
        }
        for (long alert : alerts) {
            falseAlerts += windows.stream().noneMatch(window -> window.holds(alert)) ? 1 : 0;
        }
    }

    void add(Judgement other) {
        days += other.days;
        windows += other.windows;
        alerts += other.alerts;
        falseAlerts += other.falseAlerts;
        delaySeconds.addAll(other.delaySeconds);
    }

    int found() {
        return delaySeconds.size();
    }

    int falseAlerts() {
        return falseAlerts;
    }

    SpikeEvaluation.Outcome outcome() {
        double[] sorted =
                delaySeconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        Double median = null;
        Double mean = null;
        if (sorted.length > 0) {
            median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            mean = Arrays.stream(sorted).sum() / sorted.length;
        }
        return new SpikeEvaluation.Outcome(
                windows, found(), alerts, falseAlerts, perDay(falseAlerts, days), median, mean);
    }

    static @Nullable Double perDay(double count, double days) {
        return days == 0 ? null : count / days;
    }
}
