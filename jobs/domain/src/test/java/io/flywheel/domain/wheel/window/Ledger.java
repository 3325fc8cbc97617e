package io.flywheel.domain.wheel.window;

import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds deltas up, and tells what they come to in every window they hold for. */
final class Ledger implements WindowListener {

    private final Map<Place, WindowTotals> told = new HashMap<>();
    int deltas;

    private record Place(Series series, Reach reach) {}

    @Override
    public void add(Series series, Reach reach, WindowTotals delta) {
        deltas++;
        told.computeIfAbsent(new Place(series, reach), key -> new WindowTotals())
                .add(delta);
    }

    /** Windows in which something is left, by series. */
    Map<String, Map<Window, WindowTotals>> totals() {
        told.values().removeIf(WindowTotals::isZero);
        Map<String, Map<Window, WindowTotals>> totals = new HashMap<>();
        told.forEach((place, delta) -> {
            Map<Window, WindowTotals> its = totals.computeIfAbsent(place.series.key(), key -> new HashMap<>());
            Window.forEach(
                    place.reach,
                    window -> its.computeIfAbsent(window, key -> new WindowTotals())
                            .add(delta));
        });
        totals.values().forEach(its -> its.values().removeIf(WindowTotals::isZero));
        totals.values().removeIf(Map::isEmpty);
        return totals;
    }

    Map<String, Map<Window, NaiveWheel.Row>> rows() {
        Map<String, Map<Window, NaiveWheel.Row>> rows = new HashMap<>();
        totals().forEach((key, its) -> {
            Map<Window, NaiveWheel.Row> row = new HashMap<>();
            its.forEach((window, totals) -> row.put(window, row(totals)));
            rows.put(key, row);
        });
        return rows;
    }

    private static NaiveWheel.Row row(WindowTotals totals) {
        List<Long> byPhase = new ArrayList<>();
        List<Long> byDepartment = new ArrayList<>();
        for (Side side : Side.values()) {
            for (Phase phase : Phase.values()) {
                byPhase.add(totals.thousandths(side, phase));
            }
            for (Department department : Department.values()) {
                byDepartment.add(totals.thousandths(side, department));
            }
        }
        return new NaiveWheel.Row(
                totals.pushes(),
                totals.frictions(),
                totals.pushThousandths(),
                totals.frictionThousandths(),
                totals.weightedMillionths(),
                byPhase,
                byDepartment,
                totals.customers(),
                totals.massThousandths(),
                totals.customers() == 1 ? (int) Math.round(totals.percentile(0.5) * 2) : -1);
    }
}
