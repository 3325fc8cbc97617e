package io.flywheel.pipeline.wheel;

import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.journey.GrowthCounts;
import io.flywheel.domain.wheel.journey.GrowthListener;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.spot.SpotListener;
import io.flywheel.domain.wheel.spot.SpotTotals;
import io.flywheel.domain.wheel.window.Reach;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.WindowListener;
import io.flywheel.domain.wheel.window.WindowTotals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Deltas of many customers added up before they are sent on, so that what crosses the network grows with series and slices and not with events.
 *
 * <p><b>Shape:</b> one instance a subtask; empty after each drain.
 */
final class WheelDeltas implements WindowListener, GrowthListener, SpotListener {

    private record Place(Series series, Reach reach) {}

    private record SpotPlace(Spot spot, int slice, int grains) {}

    private final Map<Place, WindowTotals> windows = new LinkedHashMap<>();
    private final Map<Integer, GrowthCounts> growth = new LinkedHashMap<>();
    private final Map<SpotPlace, SpotTotals> spots = new LinkedHashMap<>();

    @Override
    public void add(Series series, Reach reach, WindowTotals delta) {
        windows.computeIfAbsent(new Place(series, reach), place -> new WindowTotals())
                .add(delta);
    }

    @Override
    public void add(int day, GrowthCounts delta) {
        growth.merge(day, delta, GrowthCounts::plus);
    }

    @Override
    public void add(Spot spot, int slice, int grains, SpotTotals delta) {
        spots.computeIfAbsent(new SpotPlace(spot, slice, grains), place -> new SpotTotals())
                .add(delta);
    }

    void drainWindows(Consumer<CellDelta> out) {
        StateWriter writer = new StateWriter();
        windows.forEach((place, totals) -> {
            if (!totals.isZero()) {
                writer.reset();
                totals.write(writer);
                Reach reach = place.reach;
                out.accept(new CellDelta(
                        place.series.key(), reach.slice(), reach.afterSlice(), reach.untilSlice(), writer.toBytes()));
            }
        });
        windows.clear();
    }

    void drainSpots(Consumer<CellDelta> out) {
        StateWriter writer = new StateWriter();
        spots.forEach((place, totals) -> {
            if (!totals.isZero()) {
                totals.dropEmpty();
                writer.reset();
                totals.write(writer);
                out.accept(new CellDelta(place.spot.key(), place.slice, place.slice, place.grains, writer.toBytes()));
            }
        });
        spots.clear();
    }

    void drainGrowth(Consumer<CellDelta> out) {
        growth.forEach((day, counts) -> {
            if (!counts.isZero()) {
                out.accept(new CellDelta(GrowthCells.SERIES, day, day, day, GrowthCells.pack(counts)));
            }
        });
        growth.clear();
    }
}
