package io.flywheel.pipeline.wheel;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.spot.CustomerSpots;
import io.flywheel.domain.wheel.spot.SpotTotals;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Reach;
import io.flywheel.domain.wheel.window.Window;
import java.util.EnumSet;
import java.util.List;

/** Cells of the places that may rub: the grains of hotspots, numbered as the windows of the wheel. A delta names its slice and, as the bits of its end, the grains it holds for. */
public final class HotspotCells implements CellRules<SpotTotals> {

    private static final long serialVersionUID = 1;

    private final WindowCells windows = new WindowCells(EnumSet.copyOf(CustomerSpots.GRAINS));

    @Override
    public void spread(CellDelta delta, Taker<SpotTotals> taker) {
        SpotTotals content = read(delta.content());
        Reach reach = Reach.all(delta.from());
        for (int i = 0; i < CustomerSpots.GRAINS.size(); i++) {
            if ((delta.until() & 1 << i) != 0) {
                Grain grain = CustomerSpots.GRAINS.get(i);
                grain.forEachEnd(reach, end -> taker.take(WindowCells.cell(grain, end), content));
            }
        }
    }

    @Override
    public List<Long> cellsAt(long atMillis, long afterEndMillis) {
        return windows.cellsAt(atMillis, afterEndMillis);
    }

    @Override
    public long beginsAtMillis(long cell) {
        return windows.beginsAtMillis(cell);
    }

    @Override
    public long endsAtMillis(long cell) {
        return windows.endsAtMillis(cell);
    }

    @Override
    public SpotTotals plus(SpotTotals one, SpotTotals other) {
        SpotTotals sum = new SpotTotals();
        sum.add(one);
        sum.add(other);
        return sum;
    }

    @Override
    public boolean isNothing(SpotTotals content) {
        return content.isZero();
    }

    @Override
    public byte[] write(SpotTotals content) {
        StateWriter out = new StateWriter();
        content.write(out);
        return out.toBytes();
    }

    @Override
    public SpotTotals read(byte[] packed) {
        return SpotTotals.read(new StateReader(packed));
    }

    /** The window that a cell stands for. */
    public static Window window(long cell) {
        return WindowCells.window(cell);
    }
}
