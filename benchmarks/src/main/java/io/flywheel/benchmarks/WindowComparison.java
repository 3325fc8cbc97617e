package io.flywheel.benchmarks;

import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.relay.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What trailing windows cost beside five minutes alone, ours and Flink's own: CPU time an event, after equal output was checked.
 *
 * <p><b>Shape:</b> {@code [events [pairs [customers [days]]]]}. Contestants take turns in one process; the first turn warms up and is only checked, medians are of the others. Prints a Markdown
 * table. Ends with 1 if the final rows of two contestants with the same grains differ, and then prints no figure.
 *
 * <p><b>Source:</b> docs/benchmarks.md.
 */
public final class WindowComparison {

    private static final int EVENTS = 5_000;
    private static final int PAIRS = 2;
    private static final int CUSTOMERS = 1_000;
    private static final int DAYS = 4;
    private static final long SEED = 20_260_105;
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

    private WindowComparison() {}

    public static void main(String[] arguments) throws Exception {
        int events = argument(arguments, 0, EVENTS);
        int pairs = argument(arguments, 1, PAIRS);
        Workload workload = new Workload(SEED, argument(arguments, 2, CUSTOMERS), events, argument(arguments, 3, DAYS));
        System.err.printf(Locale.ROOT, "making the signals of %,d events ...%n", events);
        try {
            List<WindowRun> runs = compare(workload, pairs, CHECKPOINT_EVERY);
            System.out.print(WindowTable.of(workload, runs, CHECKPOINT_EVERY));
        } catch (UnequalException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Runs every contestant once to warm up and then once a pair, in turn; the runs of the pairs, checked to be equal. */
    static List<WindowRun> compare(Workload workload, int pairs, Duration checkpointEvery) throws Exception {
        List<Arrived<Signal>> records = SignalRecords.of(workload, Contestant.builtIn());
        List<WindowRun> measured = new ArrayList<>();
        Map<WindowContestant, WindowRun> ours = new EnumMap<>(WindowContestant.class);
        try (WindowContest contest = WindowContest.over(records, checkpointEvery)) {
            for (int pair = 0; pair <= pairs; pair++) {
                for (WindowContestant contestant : WindowContestant.values()) {
                    WindowRun run = contest.run(contestant);
                    progress(pair, run, workload.events());
                    requireEqual(ours.computeIfAbsent(contestant.ofOurs(), first -> run), run);
                    if (pair > 0) {
                        measured.add(run);
                    }
                }
            }
        }
        return measured;
    }

    private static void requireEqual(WindowRun first, WindowRun other) throws UnequalException {
        if (first.windows() != other.windows() || first.sum() != other.sum()) {
            throw new UnequalException(first, other);
        }
    }

    private static void progress(int pair, WindowRun run, int events) {
        System.err.printf(
                Locale.ROOT,
                "%-8s %-36s %9.2f us CPU an event, %,d rows, %,d windows, sum %016x, load %.1f%n",
                pair == 0 ? "warm-up" : "pair " + pair,
                run.contestant().title(),
                run.microsPerEvent(events),
                run.rows(),
                run.windows(),
                run.sum(),
                run.load());
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    /** Two contestants did not tell the same windows. */
    static final class UnequalException extends Exception {

        private static final long serialVersionUID = 1;

        UnequalException(WindowRun first, WindowRun other) {
            super(String.format(
                    Locale.ROOT,
                    "no figures: the windows differ. %s: %,d windows, sum %016x; %s: %,d windows, sum %016x",
                    first.contestant().title(),
                    first.windows(),
                    first.sum(),
                    other.contestant().title(),
                    other.windows(),
                    other.sum()));
        }
    }
}
