package io.flywheel.local.evaluation.spikes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what the detector, chance and the simple rules are worth on one series or on several. */
final class Tally {

    private final String name;
    private int series;
    private double days;
    private final Judgement detector = new Judgement();
    private final Map<String, Judgement> baselines = new LinkedHashMap<>();
    private double foundByChance;
    private double falseByChance;

    Tally(String name) {
        this.name = name;
    }

    void add(
            RecordedSeries added,
            List<Window> windows,
            long[] alerts,
            RandomAlerter.Mean chance,
            Map<String, Alerter> rules) {
        series++;
        days += added.days();
        detector.add(new Judgement(added.days(), windows, alerts));
        foundByChance += chance.found();
        falseByChance += chance.falseAlerts();
        rules.forEach(
                (rule, alerter) -> baseline(rule).add(new Judgement(added.days(), windows, alerter.alerts(added))));
    }

    void add(Tally other) {
        series += other.series;
        days += other.days;
        detector.add(other.detector);
        foundByChance += other.foundByChance;
        falseByChance += other.falseByChance;
        other.baselines.forEach((rule, judgement) -> baseline(rule).add(judgement));
    }

    private Judgement baseline(String rule) {
        return baselines.computeIfAbsent(rule, its -> new Judgement());
    }

    SpikeEvaluation.Comparison comparison() {
        Map<String, SpikeEvaluation.Outcome> outcomes = new LinkedHashMap<>();
        baselines.forEach((rule, judgement) -> outcomes.put(rule, judgement.outcome()));
        return new SpikeEvaluation.Comparison(
                detector.outcome(),
                new SpikeEvaluation.Chance(
                        RandomAlerter.DRAWS, foundByChance, falseByChance, Judgement.perDay(falseByChance, days)),
                outcomes);
    }

    SpikeEvaluation.Total total() {
        return new SpikeEvaluation.Total(name, series, days, comparison());
    }
}
