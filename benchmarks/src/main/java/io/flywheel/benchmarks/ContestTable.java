package io.flywheel.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The outcome of a comparison as a Markdown table, with what is needed to read it. */
final class ContestTable {

    private ContestTable() {}

    static String of(Workload workload, List<Run> runs, Duration checkpointEvery) {
        Map<String, List<Run>> byContestant = new LinkedHashMap<>();
        runs.forEach(run -> byContestant
                .computeIfAbsent(run.contestant(), title -> new ArrayList<>())
                .add(run));
        List<Run> ours = byContestant.getOrDefault(Contestant.OURS.title(), List.of());
        StringBuilder table = new StringBuilder(Machine.asMarkdown());
        table.append(String.format(
                Locale.ROOT,
                "- input: %,d events of %,d customers by Zipf(1.0) over %d days, seed %d; checkpoints every %d s%n",
                workload.events(),
                workload.customers(),
                workload.days(),
                workload.seed(),
                checkpointEvery.toSeconds()));
        table.append(String.format(
                Locale.ROOT,
                "- equal output: the last rows of %,d customers, sum %016x%n%n",
                ours.get(0).customers(),
                ours.get(0).sum()));
        table.append("| contestant | CPU us/event, median (least to most) | events/s and core | rows an event |"
                + " times ours, median of pairs | load |\n|---|---:|---:|---:|---:|---:|\n");
        byContestant.forEach((title, its) -> table.append(row(title, its, ours, workload.events())));
        return table.toString();
    }

    private static String row(String title, List<Run> its, List<Run> ours, int events) {
        double[] micros = its.stream()
                .mapToDouble(run -> run.microsPerEvent(events))
                .sorted()
                .toArray();
        double[] ratios = new double[its.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) its.get(i).cpuNanos() / ours.get(i).cpuNanos();
        }
        double median = Medians.of(micros);
        return String.format(
                Locale.ROOT,
                "| %s | %.2f (%.2f to %.2f) | %,.0f | %.3f | %.2f | %.1f |%n",
                title,
                median,
                micros[0],
                micros[micros.length - 1],
                1e6 / median,
                (double) its.get(0).rows() / events,
                Medians.of(ratios),
                its.stream().mapToDouble(Run::load).average().orElse(0));
    }
}
