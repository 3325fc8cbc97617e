package io.flywheel.pipeline.wheel;

import static io.flywheel.pipeline.wheel.StopHarness.EMIT_EVERY;
import static io.flywheel.pipeline.wheel.StopHarness.KEY_GROUPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.rehearsal.History;
import io.flywheel.pipeline.rehearsal.SignalLog;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import io.flywheel.pipeline.rehearsal.WheelLines;
import io.flywheel.pipeline.relay.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the cache, the order of arrival and the moments of snapshots, crashes and changes of parallelism: the last rows and the sums of all deltas are the same.
 *
 * <p>More cases with {@code -Dtest.seeds=100}, one case again with {@code -Dtest.first-seed=N -Dtest.seeds=1}.
 */
class TrackWheelModelTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long AFTER_ALL = History.END + 60 * DAY;
    private static final int ACTIVITIES = 800;
    private static final int CUSTOMERS = 50;
    private static final WheelSettings AMPLE = settings(10_000, 10_000);
    private static final WheelSettings SCARCE = settings(2, 1);

    static IntStream seeds() {
        int first = Integer.getInteger("test.first-seed", 1);
        return IntStream.range(first, first + Integer.getInteger("test.seeds", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSmallCacheGivesTheRowsOfALargeOne(int seed) throws Exception {
        List<Arrived<Signal>> log = inOrder(seed);
        assertSame(new Run(seed, SCARCE, 1).over(log), new Run(seed, AMPLE, 1).over(log));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void disorderAndRepetitionEndInTheRowsOfTheOrderedLog(int seed) throws Exception {
        List<Arrived<Signal>> log = inOrder(seed);
        List<Arrived<Signal>> disordered = SignalLog.disordered(log, seed, DAY, 0.1);
        assertThat(disordered).hasSizeGreaterThan(log.size());
        assertSame(new Run(seed, SCARCE, 1).over(disordered), new Run(seed, AMPLE, 1).over(log));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void crashesAndOtherParallelismsEndInTheRowsOfAnUndisturbedRun(int seed) throws Exception {
        List<Arrived<Signal>> log = SignalLog.disordered(inOrder(seed), seed, DAY, 0.1);
        Run undisturbed = new Run(seed, AMPLE, 1).over(log);
        assertSame(new Run(seed, AMPLE, 5).over(log), undisturbed);
        assertSame(new Run(seed, SCARCE, 5).over(log), undisturbed);
    }

    private static List<Arrived<Signal>> inOrder(int seed) throws Exception {
        return SignalLog.of(History.clean(seed, CUSTOMERS, ACTIVITIES).list());
    }

    private static WheelSettings settings(int cached, int unsaved) {
        return new WheelSettings("test", Deltas.DIMENSIONS, cached, unsaved, EMIT_EVERY);
    }

    private static void assertSame(Run run, Run expected) {
        assertThat(expected.rows).hasSizeGreaterThan(CUSTOMERS);
        assertThat(run.rows.keySet()).isEqualTo(expected.rows.keySet());
        expected.rows.forEach(
                (key, row) -> assertThat(run.rows.get(key)).as(key).isEqualTo(row));
        assertSameSums(Deltas.sums(new WindowCells(), run.windows), Deltas.sums(new WindowCells(), expected.windows));
        assertSameSums(Deltas.sums(new GrowthCells(), run.growth), Deltas.sums(new GrowthCells(), expected.growth));
        assertSameSums(Deltas.sums(new HotspotCells(), run.spots), Deltas.sums(new HotspotCells(), expected.spots));
    }

    private static <T> void assertSameSums(Map<String, T> sums, Map<String, T> expected) {
        assertThat(expected).isNotEmpty();
        assertThat(sums.keySet()).isEqualTo(expected.keySet());
        expected.forEach((place, sum) -> assertThat(sums.get(place)).as(place).isEqualTo(sum));
    }

    /** A job in miniature: subtasks that are snapshotted, crash, and come back with another parallelism. */
    private static final class Run {
        private final SplittableRandom random;
        private final WheelSettings settings;
        private final int stages;

        /** Tables, whose rows stay when a job crashes. */
        final Map<String, String> rows = new TreeMap<>();

        /** Deltas that snapshots of the tallies hold: those since the last one are gone with a crash. */
        final List<CellDelta> windows = new ArrayList<>();

        final List<CellDelta> growth = new ArrayList<>();
        final List<CellDelta> spots = new ArrayList<>();
        private List<StopHarness<Signal, WheelOutput>> subtasks = List.of();
        private long latestArrival;

        Run(int seed, WheelSettings settings, int stages) {
            this.random = new SplittableRandom(~seed);
            this.settings = settings;
            this.stages = stages;
        }

        Run over(List<Arrived<Signal>> log) throws Exception {
            int[] ends = random.ints(stages - 1, 0, log.size()).sorted().toArray();
            List<OperatorSubtaskState> states = List.of();
            int from = 0;
            for (int end : ends) {
                start(states);
                feed(log, from, end);
                states = checkpoint();
                keepDeltas();
                feed(log, end, Math.min(log.size(), end + random.nextInt(100)));
                crash();
                from = end;
            }
            start(states);
            feed(log, from, log.size());
            // day by day, so that silent changes come one by one
            for (long at = latestArrival; at < AFTER_ALL; at += DAY) {
                passTo(at);
            }
            passTo(AFTER_ALL);
            checkpoint();
            keepDeltas();
            crash();
            return this;
        }

        private void start(List<OperatorSubtaskState> states) throws Exception {
            int parallelism = 1 + states.size() % 2;
            latestArrival = Long.MIN_VALUE;
            subtasks = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                subtasks.add(StopHarness.open(
                        new TrackWheel(new WheelRules(SmallCatalogue::load, List::of), settings),
                        Signal::customerId,
                        parallelism,
                        i,
                        states.isEmpty() ? null : StopHarness.part(states, parallelism, i)));
            }
        }

        private void feed(List<Arrived<Signal>> log, int from, int until) throws Exception {
            for (Arrived<Signal> inbound : log.subList(from, until)) {
                Signal signal = Objects.requireNonNull(inbound.content());
                subtasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                signal.customerId(), KEY_GROUPS, subtasks.size()))
                        .send(signal);
                latestArrival = Math.max(latestArrival, inbound.arrivedAtMillis());
                if (random.nextInt(5) == 0) {
                    passTo(latestArrival);
                }
            }
        }

        private void passTo(long watermark) throws Exception {
            for (StopHarness<Signal, WheelOutput> subtask : subtasks) {
                subtask.watermark(watermark);
                subtask.pass(random.nextInt(600));
                note(subtask);
                assertThat(subtask.flink.numEventTimeTimers()).isLessThanOrEqualTo(CUSTOMERS);
            }
        }

        private List<OperatorSubtaskState> checkpoint() throws Exception {
            List<OperatorSubtaskState> states = new ArrayList<>();
            for (StopHarness<Signal, WheelOutput> subtask : subtasks) {
                states.add(subtask.checkpoint());
            }
            return states;
        }

        private void keepDeltas() {
            for (StopHarness<Signal, WheelOutput> subtask : subtasks) {
                windows.addAll(subtask.aside(Tags.WINDOW_DELTAS));
                growth.addAll(subtask.aside(Tags.GROWTH_DELTAS));
                spots.addAll(subtask.aside(Tags.SPOT_DELTAS));
            }
        }

        private void crash() throws Exception {
            for (StopHarness<Signal, WheelOutput> subtask : subtasks) {
                note(subtask);
                subtask.close();
            }
        }

        private void note(StopHarness<Signal, WheelOutput> subtask) {
            subtask.sent().forEach(output -> WheelLines.into(rows, output));
        }
    }
}
