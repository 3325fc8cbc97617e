package io.flywheel.benchmarks;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The outcome of a comparison of windows as a Markdown table, with what is needed to read it. */
final class WindowTable {

    private static final String HEAD = "| contestant | CPU us/event, median (least to most) | rows an event | windows |"
            + " times 5 minutes only, median of pairs | times ours with the same grains, median of pairs | load |\n"
            + "|---|---:|---:|---:|---:|---:|---:|\n";

    private final Workload workload;
    private final Map<WindowContestant, List<WindowRun>> byContestant;

    private WindowTable(Workload workload, List<WindowRun> runs) {
        this.workload = workload;
        this.byContestant = runs.stream()
                .collect(Collectors.groupingBy(
                        WindowRun::contestant, () -> new EnumMap<>(WindowContestant.class), Collectors.toList()));
    }

    static String of(Workload workload, List<WindowRun> runs, Duration checkpointEvery) {
        return new WindowTable(workload, runs).asMarkdown(checkpointEvery);
    }

    private String asMarkdown(Duration checkpointEvery) {
        StringBuilder table = new StringBuilder(Machine.asMarkdown());
        table.append(String.format(
                Locale.ROOT,
                "- input: the signals of %,d events of %,d customers by Zipf(1.0) over %d days, seed %d; checkpoints every %d s%n",
                workload.events(),
                workload.customers(),
                workload.days(),
                workload.seed(),
                checkpointEvery.toSeconds()));
        table.append("- equal output: ")
                .append(equal(WindowContestant.OURS_ALL_GRAINS))
                .append("; ")
                .append(equal(WindowContestant.OURS_FIVE_MINUTES))
                .append("\n\n")
                .append(HEAD);
        byContestant.keySet().forEach(contestant -> table.append(row(contestant)));
        return table.toString();
    }

    private String equal(WindowContestant ours) {
        WindowRun run = runs(ours).get(0);
        String grains = ours == WindowContestant.OURS_ALL_GRAINS ? "all seven grains" : "5 minutes";
        return String.format(Locale.ROOT, "%s, %,d windows, sum %016x", grains, run.windows(), run.sum());
    }

    private String row(WindowContestant contestant) {
        List<WindowRun> its = runs(contestant);
        double[] micros = its.stream()
                .mapToDouble(run -> run.microsPerEvent(workload.events()))
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %,.1f (%,.1f to %,.1f) | %.2f | %,d | %.2f | %.2f | %.1f |%n",
                contestant.title(),
                Medians.of(micros),
                micros[0],
                micros[micros.length - 1],
                (double) its.get(0).rows() / workload.events(),
                its.get(0).windows(),
                ratio(its, runs(contestant.ofFiveMinutes())),
                ratio(its, runs(contestant.ofOurs())),
                its.stream().mapToDouble(WindowRun::load).average().orElse(0));
    }

    private static double ratio(List<WindowRun> its, List<WindowRun> others) {
        double[] ratios = new double[its.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) its.get(i).cpuNanos() / others.get(i).cpuNanos();
        }
        return Medians.of(ratios);
    }

    private List<WindowRun> runs(WindowContestant contestant) {
        return byContestant.getOrDefault(contestant, List.of());
    }
}
