package io.flywheel.pipeline.wheel;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Reach;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cells of the wheel's windows: the grains of a series, all of them in the job. A cell is the slice that ends the window, and its grain. */
public final class WindowCells implements CellRules<WindowTotals> {

    private static final long serialVersionUID = 1;
    private static final Grain[] GRAINS = Grain.values();

    /** Cells are persisted: room for grains to come, so that one more does not renumber the others. */
    private static final int GRAINS_AT_MOST = 16;

    private final Grain[] told;

    /** Every grain. */
    public WindowCells() {
        this.told = GRAINS;
    }

    /** Some grains only; the cells of one are the same whatever others are told beside it. */
    public WindowCells(Set<Grain> grains) {
        this.told = grains.stream().sorted().toArray(Grain[]::new);
    }

    @Override
    public void spread(CellDelta delta, Taker<WindowTotals> taker) {
        WindowTotals content = read(delta.content());
        Reach reach = new Reach(delta.from(), delta.after(), delta.until());
        for (Grain grain : told) {
            grain.forEachEnd(reach, end -> taker.take(cell(grain, end), content));
        }
    }

    @Override
    public List<Long> cellsAt(long atMillis, long afterEndMillis) {
        List<Long> cells = new ArrayList<>();
        for (Grain grain : told) {
            addIfAligned(cells, grain, atMillis + grain.stepMillis());
            addIfAligned(cells, grain, atMillis - afterEndMillis);
        }
        return cells;
    }

    private static void addIfAligned(List<Long> cells, Grain grain, long endMillis) {
        if (Math.floorMod(endMillis, grain.stepMillis()) == 0) {
            cells.add(cell(grain, Math.floorDiv(endMillis, Grain.SLICE_MILLIS)));
        }
    }

    @Override
    public long beginsAtMillis(long cell) {
        Window window = window(cell);
        return window.endMillis() - window.grain().stepMillis();
    }

    @Override
    public long endsAtMillis(long cell) {
        return window(cell).endMillis();
    }

    @Override
    public WindowTotals plus(WindowTotals one, WindowTotals other) {
        WindowTotals sum = new WindowTotals();
        sum.add(one);
        sum.add(other);
        return sum;
    }

    @Override
    public WindowTotals add(WindowTotals own, WindowTotals other) {
        own.add(other);
        return own;
    }

    @Override
    public boolean isNothing(WindowTotals content) {
        return content.isZero();
    }

    @Override
    public byte[] write(WindowTotals content) {
        StateWriter out = new StateWriter();
        content.write(out);
        return out.toBytes();
    }

    @Override
    public WindowTotals read(byte[] packed) {
        return WindowTotals.read(new StateReader(packed));
    }

    /** The window that a cell stands for. */
    public static Window window(long cell) {
        return new Window(
                GRAINS[Math.floorMod(cell, GRAINS_AT_MOST)], Math.floorDiv(cell, GRAINS_AT_MOST) * Grain.SLICE_MILLIS);
    }

    /** The cell that stands for a window. */
    public static long cell(Window window) {
        return cell(window.grain(), Math.floorDiv(window.endMillis(), Grain.SLICE_MILLIS));
    }

    static long cell(Grain grain, long endSlice) {
        return endSlice * GRAINS_AT_MOST + grain.ordinal();
    }
}
