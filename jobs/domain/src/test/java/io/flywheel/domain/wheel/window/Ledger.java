package io.flywheel.domain.wheel.window;

import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import java.util.Map;
import java.util.TreeMap;

/** Adds deltas up in every window they hold for. */
final class Ledger implements WindowListener {

    final Map<Series, Map<Window, WindowTotals>> windows = new TreeMap<>();
    int deltas;

    @Override
    public void add(Series series, int slice, int untilSlice, WindowTotals delta) {
        deltas++;
        Map<Window, WindowTotals> its = windows.computeIfAbsent(series, key -> new TreeMap<>());
        Window.forEach(
                slice,
                untilSlice,
                window -> its.computeIfAbsent(window, key -> new WindowTotals()).add(delta));
    }

    /** Windows in which something is left. */
    Map<String, Map<Window, WindowTotals>> totals() {
        Map<String, Map<Window, WindowTotals>> left = new TreeMap<>();
        windows.forEach((series, its) -> {
            Map<Window, WindowTotals> kept = new TreeMap<>(its);
            kept.values().removeIf(WindowTotals::isZero);
            left.put(series.key(), kept);
        });
        left.values().removeIf(Map::isEmpty);
        return left;
    }

    Map<String, Map<Window, NaiveWheel.Row>> rows() {
        Map<String, Map<Window, NaiveWheel.Row>> rows = new TreeMap<>();
        totals().forEach((key, its) -> {
            Map<Window, NaiveWheel.Row> row = new TreeMap<>();
            its.forEach((window, totals) -> row.put(window, row(totals)));
            rows.put(key, row);
        });
        return rows;
    }

    private static NaiveWheel.Row row(WindowTotals totals) {
        Map<String, Long> byPlace = new TreeMap<>();
        for (Side side : Side.values()) {
            for (Phase phase : Phase.values()) {
                byPlace.put(side.word() + " " + phase, totals.thousandths(side, phase));
            }
            for (Department department : Department.values()) {
                byPlace.put(side.word() + " " + department, totals.thousandths(side, department));
            }
        }
        byPlace.values().removeIf(points -> points == 0);
        return new NaiveWheel.Row(
                totals.pushes(),
                totals.frictions(),
                totals.pushThousandths(),
                totals.frictionThousandths(),
                totals.weightedMillionths(),
                byPlace,
                totals.customers(),
                totals.massThousandths(),
                totals.customers() == 1 ? (int) Math.round(totals.percentile(0.5) * 2) : -1);
    }
}
