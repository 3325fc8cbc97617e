package io.flywheel.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Our keyed operator beside the same rules in an ordinary one: CPU time an event, after equal output was checked.
 *
 * <p><b>Shape:</b> {@code [events [pairs [customers [days]]]]}. Contestants take turns in one process; the first turn warms up and is only checked, medians are of the others. Prints a Markdown
 * table. Ends with 1 if the last rows of two contestants differ in any bit, and then prints no figure.
 *
 * <p><b>Source:</b> docs/benchmarks.md.
 */
public final class KeyedOperatorComparison {

    private static final int EVENTS = 400_000;
    private static final int PAIRS = 3;
    private static final int CUSTOMERS = 200_000;
    private static final int DAYS = 182;
    private static final long SEED = 20_260_105;
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

    private KeyedOperatorComparison() {}

    public static void main(String[] arguments) throws Exception {
        int events = argument(arguments, 0, EVENTS);
        int pairs = argument(arguments, 1, PAIRS);
        Workload workload = new Workload(SEED, argument(arguments, 2, CUSTOMERS), events, argument(arguments, 3, DAYS));
        System.err.printf(Locale.ROOT, "making %,d events ...%n", events);
        try {
            List<Run> runs = compare(workload, pairs, List.of(Contestant.values()), CHECKPOINT_EVERY);
            System.out.print(ContestTable.of(workload, runs, CHECKPOINT_EVERY));
        } catch (UnequalException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Runs every contestant once to warm up and then once a pair, in turn; the runs of the pairs, checked to be equal. */
    static List<Run> compare(Workload workload, int pairs, List<Contestant> contestants, Duration checkpointEvery)
            throws Exception {
        List<Run> measured = new ArrayList<>();
        try (Contest contest = Contest.over(workload.records(), checkpointEvery)) {
            Run first = null;
            for (int pair = 0; pair <= pairs; pair++) {
                for (Contestant contestant : contestants) {
                    Run run = contest.run(contestant);
                    progress(pair, run, workload.events());
                    if (contestant != Contestant.NOTHING) {
                        first = first == null ? run : first;
                        requireEqual(first, run);
                    }
                    if (pair > 0) {
                        measured.add(run);
                    }
                }
            }
        }
        return measured;
    }

    private static void requireEqual(Run first, Run other) throws UnequalException {
        if (first.customers() != other.customers() || first.sum() != other.sum()) {
            throw new UnequalException(first, other);
        }
    }

    private static void progress(int pair, Run run, int events) {
        System.err.printf(
                Locale.ROOT,
                "%-8s %-52s %8.2f us CPU an event, %,d rows, %,d customers, sum %016x, load %.1f%n",
                pair == 0 ? "warm-up" : "pair " + pair,
                run.contestant(),
                run.microsPerEvent(events),
                run.rows(),
                run.customers(),
                run.sum(),
                run.load());
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    /** Two contestants did not do the same work. */
    static final class UnequalException extends Exception {

        private static final long serialVersionUID = 1;

        UnequalException(Run first, Run other) {
            super(String.format(
                    Locale.ROOT,
                    "no figures: the output differs. %s: %,d customers, sum %016x; %s: %,d customers, sum %016x",
                    first.contestant(),
                    first.customers(),
                    first.sum(),
                    other.contestant(),
                    other.customers(),
                    other.sum()));
        }
    }
}
