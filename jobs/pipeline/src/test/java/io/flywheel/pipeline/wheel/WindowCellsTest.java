package io.flywheel.pipeline.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Reach;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowCellsTest {

    private static final long MEMORY = Duration.ofDays(9).toMillis();
    private static final byte[] NOTHING = nothing();

    private final WindowCells cells = new WindowCells();

    /** Slices about the epoch, a recent day's edges and anywhere in a century. */
    static IntStream slices() {
        SplittableRandom random = new SplittableRandom(11);
        int midnight = 20_458 * Grain.SLICES_OF_DAY;
        return IntStream.concat(
                IntStream.of(-1, 0, 1, midnight - 1, midnight, midnight + 1),
                random.ints(40, -1_000, 100 * 366 * Grain.SLICES_OF_DAY));
    }

    @ParameterizedTest
    @MethodSource("slices")
    void aDeltaReachesTheWindowsThatItHoldsFor(int slice) {
        SplittableRandom random = new SplittableRandom(slice);
        int soon = slice + random.nextInt(Grain.LONGEST_SLICES + 1);
        for (int until : new int[] {slice, slice + 1, soon, slice + Grain.LONGEST_SLICES, Integer.MAX_VALUE}) {
            assertThat(reached(slice, until))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(told(slice, until));
        }
    }

    @ParameterizedTest
    @MethodSource("slices")
    void withoutALimitTheseAreTheWindowsThatContainTheSlice(int slice) {
        long at = slice * Grain.SLICE_MILLIS;
        List<Window> reached = reached(slice, Integer.MAX_VALUE);
        assertThat(reached).allMatch(window -> window.startMillis() <= at && at < window.endMillis());
        for (Grain grain : Grain.values()) {
            assertThat(reached).filteredOn(window -> window.grain() == grain).hasSize((int)
                    (grain.lengthMillis() / grain.stepMillis()));
        }
    }

    @ParameterizedTest
    @MethodSource("slices")
    void aCellBeginsWithTheLastStepOfItsWindow(int slice) {
        cells.spread(new CellDelta("all:all", slice, slice, Integer.MAX_VALUE, NOTHING), (cell, content) -> {
            Window window = WindowCells.window(cell);
            assertThat(cells.endsAtMillis(cell)).isEqualTo(window.endMillis());
            assertThat(cells.beginsAtMillis(cell))
                    .isEqualTo(window.endMillis() - window.grain().stepMillis());
        });
    }

    /** A timer says when, not for which cell: at the moment a cell begins or is over, it must be among those asked for. */
    @ParameterizedTest
    @MethodSource("slices")
    void everyCellIsAskedForWhenItBeginsAndWhenItIsOver(int slice) {
        cells.spread(new CellDelta("all:all", slice, slice, Integer.MAX_VALUE, NOTHING), (cell, content) -> {
            assertThat(cells.cellsAt(cells.beginsAtMillis(cell), MEMORY)).contains(cell);
            assertThat(cells.cellsAt(cells.endsAtMillis(cell) + MEMORY, MEMORY)).contains(cell);
        });
    }

    @ParameterizedTest
    @MethodSource("slices")
    void noOtherCellIsAskedFor(int slice) {
        long at = slice * Grain.SLICE_MILLIS;
        assertThat(cells.cellsAt(at, MEMORY))
                .doesNotHaveDuplicates()
                .allMatch(cell -> cells.beginsAtMillis(cell) == at || cells.endsAtMillis(cell) + MEMORY == at);
        assertThat(cells.cellsAt(at + 1, MEMORY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cellsOfAGrainFollowEachOtherInTime(Grain grain) {
        TreeSet<Long> ordered = new TreeSet<>();
        List<Long> ends = new ArrayList<>();
        for (int slice = -600; slice < 600; slice++) {
            cells.spread(new CellDelta("all:all", slice, slice, Integer.MAX_VALUE, NOTHING), (cell, content) -> {
                if (WindowCells.window(cell).grain() == grain) {
                    ordered.add(cell);
                }
            });
        }
        ordered.forEach(cell -> ends.add(cells.endsAtMillis(cell)));
        assertThat(ends).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void someGrainsAloneHaveTheSameCells(Grain grain) {
        WindowCells alone = new WindowCells(EnumSet.of(grain));
        int slice = 20_458 * Grain.SLICES_OF_DAY + 7;
        List<Window> reached = new ArrayList<>();
        alone.spread(
                new CellDelta("all:all", slice, slice, Integer.MAX_VALUE, NOTHING),
                (cell, content) -> reached.add(WindowCells.window(cell)));
        assertThat(reached)
                .isNotEmpty()
                .containsExactlyElementsOf(told(slice, Integer.MAX_VALUE).stream()
                        .filter(window -> window.grain() == grain)
                        .toList());
        long midnight = 20_458 * 86_400_000L;
        assertThat(alone.cellsAt(midnight, MEMORY)).hasSize(2).isSubsetOf(cells.cellsAt(midnight, MEMORY));
    }

    @Test
    void whatIsAddedIsLeftAsItWas() {
        WindowTotals one = cells.read(NOTHING);
        WindowTotals sum = cells.plus(one, one);
        assertThat(sum).isNotSameAs(one).isEqualTo(one);
        assertThat(cells.isNothing(sum)).isTrue();
        assertThat(cells.write(sum)).isEqualTo(NOTHING);
    }

    /** Numbers of cells are in savepoints: this is their form for ever. */
    @Test
    void theNumberOfACellIsPersisted() {
        List<Long> numbers = new ArrayList<>();
        cells.spread(
                new CellDelta("all:all", 5_891_904, 5_891_904, 5_891_905, NOTHING),
                (cell, content) -> numbers.add(cell));
        assertThat(numbers).containsExactly(5_891_905L * 16, 5_891_905L * 16 + 3);
        assertThat(Arrays.asList(Grain.values())).hasSizeLessThanOrEqualTo(16);
    }

    private List<Window> reached(int slice, int until) {
        List<Window> reached = new ArrayList<>();
        cells.spread(
                new CellDelta("all:all", slice, slice, until, NOTHING),
                (cell, content) -> reached.add(WindowCells.window(cell)));
        return reached;
    }

    private static List<Window> told(int slice, int until) {
        List<Window> told = new ArrayList<>();
        Window.forEach(Reach.until(slice, until), told::add);
        return told;
    }

    private static byte[] nothing() {
        StateWriter out = new StateWriter();
        new WindowTotals().write(out);
        return out.toBytes();
    }
}
