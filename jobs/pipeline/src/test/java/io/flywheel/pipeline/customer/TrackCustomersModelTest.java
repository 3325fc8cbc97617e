package io.flywheel.pipeline.customer;

import static io.flywheel.pipeline.customer.TrackingHarness.KEY_GROUPS;
import static io.flywheel.pipeline.rehearsal.History.END;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.pipeline.rehearsal.History;
import io.flywheel.pipeline.rehearsal.PlainFold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the cache, the order of arrival and the moments of snapshots, crashes and changes of parallelism: the last row of each customer is that of the plain fold.
 *
 * <p>More cases with {@code -Dtest.seeds=100}, one case again with {@code -Dtest.first-seed=N -Dtest.seeds=1}.
 */
class TrackCustomersModelTest {

    private static final int[] CAPACITIES = {1, 3, 10_000};
    private static final int[] UNSAVED_LIMITS = {1, 10_000};
    private static final long BOUND = Duration.ofMinutes(1).toMillis();
    private static final long DISORDER = Duration.ofHours(6).toMillis();
    private static final int ACTIVITIES = 1_000;

    static IntStream seeds() {
        int first = Integer.getInteger("test.first-seed", 1);
        return IntStream.range(first, first + Integer.getInteger("test.seeds", 1));
    }

    static Stream<Arguments> cases() {
        return seeds().boxed()
                .flatMap(seed -> Arrays.stream(CAPACITIES)
                        .boxed()
                        .flatMap(cached -> Arrays.stream(UNSAVED_LIMITS)
                                .mapToObj(unsaved -> Arguments.of(seed, cached, unsaved))));
    }

    @ParameterizedTest(name = "seed {0}, {1} cached, {2} unsaved")
    @MethodSource("cases")
    void theLastRowsAreThoseOfThePlainFold(int seed, int cached, int unsaved) throws Exception {
        List<Activity> history = new History(seed, 12, ACTIVITIES, 0.05, 0.02).list();
        Run run = new Run(seed, TrackingHarness.settings(cached, unsaved), new HashMapStateBackend());
        run.over(history);
        assertSameRows(run.rows, PlainFold.of(history).rows(END - BOUND - 1));
    }

    @ParameterizedTest(name = "seed {0}, {1} cached, {2} unsaved")
    @MethodSource("cases")
    void anotherOrderEndsInTheSameRows(int seed, int cached, int unsaved) throws Exception {
        List<Activity> history = new History(seed, 12, ACTIVITIES, 0.05, 0).list();
        Run run = new Run(seed, TrackingHarness.settings(cached, unsaved), new HashMapStateBackend());
        run.over(shuffled(history, seed));
        assertSameRows(run.rows, PlainFold.of(history).rows(END - BOUND - 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rocksDbEndsInTheSameRows(int seed) throws Exception {
        List<Activity> history = new History(seed, 12, ACTIVITIES, 0.05, 0.02).list();
        Run run = new Run(seed, TrackingHarness.settings(3, 2), new EmbeddedRocksDBStateBackend());
        run.over(history);
        assertSameRows(run.rows, PlainFold.of(history).rows(END - BOUND - 1));
    }

    private static void assertSameRows(Map<String, CustomerUpdate> rows, Map<String, CustomerUpdate> expected) {
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        expected.forEach((id, row) -> assertThat(rows.get(id)).isEqualTo(row));
    }

    private static List<Activity> shuffled(List<Activity> history, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Activity, Long> places = new HashMap<>();
        history.forEach(activity -> places.put(activity, activity.arrivedAtMillis() + random.nextLong(DISORDER)));
        List<Activity> shuffled = new ArrayList<>(history);
        shuffled.sort(Comparator.comparing(places::get));
        return shuffled;
    }

    /** A job in miniature: subtasks that are snapshotted, crash, and come back with another parallelism. */
    private static final class Run {
        private static final int STAGES = 5;

        private final SplittableRandom random;
        private final TrackingSettings settings;
        private final StateBackend backend;
        private final Map<String, CustomerUpdate> rows = new TreeMap<>();
        private List<TrackingHarness> subtasks = List.of();
        private long latestArrival;

        Run(int seed, TrackingSettings settings, StateBackend backend) {
            this.random = new SplittableRandom(~seed);
            this.settings = settings;
            this.backend = backend;
        }

        void over(List<Activity> history) throws Exception {
            int[] ends = random.ints(STAGES - 1, 0, history.size()).sorted().toArray();
            List<OperatorSubtaskState> states = List.of();
            int from = 0;
            for (int stage = 0; stage < STAGES; stage++) {
                start(1 + stage % 2, states);
                if (stage == STAGES - 1) {
                    feed(history, from, history.size());
                    end();
                } else {
                    feed(history, from, ends[stage]);
                    states = checkpoint();
                    from = ends[stage];
                    feed(history, from, Math.min(history.size(), from + random.nextInt(100)));
                    crash();
                }
            }
        }

        private void start(int parallelism, List<OperatorSubtaskState> states) throws Exception {
            latestArrival = Long.MIN_VALUE;
            subtasks = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                subtasks.add(TrackingHarness.open(settings, parallelism, i, backend, part(states, parallelism, i)));
            }
        }

        private static @Nullable OperatorSubtaskState part(
                List<OperatorSubtaskState> states, int parallelism, int subtask) throws Exception {
            if (states.isEmpty()) {
                return null;
            }
            OperatorSubtaskState whole =
                    AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new));
            return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    whole, KEY_GROUPS, states.size(), parallelism, subtask);
        }

        private void feed(List<Activity> history, int from, int until) throws Exception {
            for (Activity activity : history.subList(from, until)) {
                int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        activity.customerId(), KEY_GROUPS, subtasks.size());
                subtasks.get(subtask).send(activity);
                latestArrival = Math.max(latestArrival, activity.arrivedAtMillis());
                if (random.nextInt(5) == 0) {
                    passTo(latestArrival - BOUND - 1);
                }
            }
        }

        private void passTo(long watermark) throws Exception {
            for (TrackingHarness subtask : subtasks) {
                subtask.watermark(watermark);
                subtask.pass(random.nextInt(600));
                note(subtask);
                assertThat(subtask.flink.numEventTimeTimers()).isLessThanOrEqualTo(12);
            }
        }

        private List<OperatorSubtaskState> checkpoint() throws Exception {
            List<OperatorSubtaskState> states = new ArrayList<>();
            for (TrackingHarness subtask : subtasks) {
                states.add(subtask.checkpoint());
            }
            return states;
        }

        private void crash() throws Exception {
            for (TrackingHarness subtask : subtasks) {
                note(subtask);
                subtask.close();
            }
        }

        private void end() throws Exception {
            passTo(END - BOUND - 1);
            for (TrackingHarness subtask : subtasks) {
                subtask.watermark(Long.MAX_VALUE);
                subtask.finish();
            }
            crash();
        }

        private void note(TrackingHarness subtask) {
            subtask.rows().forEach(row -> rows.put(row.profile().customerId(), row));
        }
    }
}
