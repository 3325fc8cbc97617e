package io.flywheel.pipeline.wheel;

import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.journey.GrowthCounts;
import io.flywheel.domain.wheel.window.CustomerWindows;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What customers would send to the tallies, and what it adds up to. */
final class Deltas {

    static final Set<Dimension> DIMENSIONS =
            EnumSet.of(Dimension.ALL, Dimension.PHASE, Dimension.SEGMENT, Dimension.REGION);

    private Deltas() {}

    static CellDelta growth(int day, long fresh, long dau) {
        return new CellDelta(
                GrowthCells.SERIES, day, day, day, GrowthCells.pack(new GrowthCounts(fresh, 0, 0, 0, dau)));
    }

    /** The deltas of windows, signal by signal: those of one never have a watermark or a barrier between them. */
    static List<List<CellDelta>> windows(List<Signal> signals, Set<Dimension> dimensions) {
        SignalCatalogue catalogue = SmallCatalogue.load();
        Map<String, CustomerWindows> customers = new HashMap<>();
        WheelDeltas deltas = new WheelDeltas();
        List<List<CellDelta>> all = new ArrayList<>();
        for (Signal signal : signals) {
            customers
                    .computeIfAbsent(signal.customerId(), id -> new CustomerWindows(catalogue, dimensions))
                    .fold(signal, deltas);
            List<CellDelta> ofSignal = new ArrayList<>();
            deltas.drainWindows(ofSignal::add);
            all.add(ofSignal);
        }
        return all;
    }

    /** The content of every cell by series and number; without those that are nothing. */
    static <T> Map<String, T> sums(CellRules<T> rules, Iterable<CellDelta> deltas) {
        Map<String, T> sums = new TreeMap<>();
        for (CellDelta delta : deltas) {
            rules.spread(delta, (cell, content) -> sums.merge(place(delta.series(), cell), content, rules::plus));
        }
        sums.values().removeIf(rules::isNothing);
        return sums;
    }

    static String place(String series, long cell) {
        return series + "#" + cell;
    }
}
