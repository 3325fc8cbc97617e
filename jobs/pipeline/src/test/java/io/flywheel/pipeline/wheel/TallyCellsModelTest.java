package io.flywheel.pipeline.wheel;

import static io.flywheel.pipeline.wheel.StopHarness.EMIT_EVERY;
import static io.flywheel.pipeline.wheel.StopHarness.KEY_GROUPS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.rehearsal.History;
import io.flywheel.pipeline.rehearsal.SignalLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the moments of watermarks, emissions, snapshots, crashes and changes of parallelism: the last row of a window is the sum of its deltas, and nothing is left in the end. */
class TallyCellsModelTest {

    private static final long AFTER_ALL = History.END + Duration.ofDays(60).toMillis();
    private static final WheelSettings SETTINGS = new WheelSettings("test", Deltas.DIMENSIONS, 100, 50, EMIT_EVERY);
    private static final WindowCells CELLS = new WindowCells();

    static IntStream seeds() {
        int first = Integer.getInteger("test.first-seed", 1);
        return IntStream.range(first, first + Integer.getInteger("test.seeds", 2));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLastRowsAreTheSumsOfTheDeltas(int seed) throws Exception {
        List<Signal> signals = SignalLog.signalsOf(History.clean(seed, 12, 150).list());
        List<List<CellDelta>> deltas = Deltas.windows(signals, SETTINGS.dimensions());
        Map<String, CellRow> rows = new Run(seed).over(deltas);

        Map<String, WindowTotals> expected =
                Deltas.sums(CELLS, deltas.stream().flatMap(List::stream).toList());
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        expected.forEach((place, totals) -> {
            CellRow row = requireNonNull(rows.get(place));
            assertThat(CELLS.read(requireNonNull(row.content()))).as(place).isEqualTo(totals);
            assertThat(row.isFinal()).as(place).isTrue();
        });
    }

    private static final class Run {
        private static final int STAGES = 4;

        private final SplittableRandom random;
        private final Map<String, CellRow> rows = new TreeMap<>();
        private List<StopHarness<CellDelta, CellRow>> subtasks = List.of();

        /** How far the stop before has come: what it sends is never more than a week behind. */
        private long latestSlice;

        Run(int seed) {
            random = new SplittableRandom(~seed);
        }

        Map<String, CellRow> over(List<List<CellDelta>> deltas) throws Exception {
            int[] ends = random.ints(STAGES - 1, 0, deltas.size()).sorted().toArray();
            List<OperatorSubtaskState> states = List.of();
            int from = 0;
            for (int end : ends) {
                start(states);
                feed(deltas, from, end);
                states = checkpoint();
                feed(deltas, end, Math.min(deltas.size(), end + random.nextInt(50)));
                crash();
                from = end;
            }
            start(states);
            feed(deltas, from, deltas.size());
            passTo(AFTER_ALL);
            passTo(AFTER_ALL + 1);
            for (StopHarness<CellDelta, CellRow> subtask : subtasks) {
                subtask.pass(EMIT_EVERY);
                assertThat(subtask.flink.numKeyedStateEntries()).isZero();
                assertThat(subtask.flink.numEventTimeTimers()).isZero();
            }
            crash();
            return rows;
        }

        private void start(List<OperatorSubtaskState> states) throws Exception {
            int parallelism = 1 + states.size() % 3;
            latestSlice = Long.MIN_VALUE;
            subtasks = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                subtasks.add(StopHarness.open(
                        new TallyCells<>("windows", CELLS, SETTINGS),
                        CellDelta::series,
                        parallelism,
                        i,
                        states.isEmpty() ? null : StopHarness.part(states, parallelism, i)));
            }
        }

        private void feed(List<List<CellDelta>> deltas, int from, int until) throws Exception {
            for (List<CellDelta> ofSignal : deltas.subList(from, until)) {
                for (CellDelta delta : ofSignal) {
                    subtasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    delta.series(), KEY_GROUPS, subtasks.size()))
                            .send(delta);
                    latestSlice = Math.max(latestSlice, delta.from());
                }
                if (latestSlice != Long.MIN_VALUE && random.nextInt(3) == 0) {
                    passTo(latestSlice * Grain.SLICE_MILLIS);
                }
            }
        }

        private void passTo(long watermark) throws Exception {
            for (StopHarness<CellDelta, CellRow> subtask : subtasks) {
                subtask.watermark(watermark);
                subtask.pass(random.nextInt(600));
                note(subtask);
            }
        }

        private List<OperatorSubtaskState> checkpoint() throws Exception {
            List<OperatorSubtaskState> states = new ArrayList<>();
            for (StopHarness<CellDelta, CellRow> subtask : subtasks) {
                states.add(subtask.checkpoint());
            }
            return states;
        }

        private void crash() throws Exception {
            for (StopHarness<CellDelta, CellRow> subtask : subtasks) {
                note(subtask);
                subtask.close();
            }
        }

        private void note(StopHarness<CellDelta, CellRow> subtask) {
            for (CellRow row : subtask.sent()) {
                if (row.progress() == null) {
                    rows.put(Deltas.place(row.series(), row.cell()), row);
                }
            }
        }
    }
}
