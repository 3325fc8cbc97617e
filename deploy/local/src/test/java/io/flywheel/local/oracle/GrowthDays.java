package io.flywheel.local.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;

/** Counts for every day how many customers were new, retained, resurrected or churned: docs/reference/wheel.md, "Growth". */
final class GrowthDays {

    private static final long PERIOD = 28;

    private final TreeMap<Long, Day> days = new TreeMap<>();

    private static final class Day {
        private long fresh;
        private long retained;
        private long resurrected;
        private long churned;
        private long present;
    }

    /** Counts one customer on every day that has begun. */
    void add(NavigableSet<Long> activeDays, long watermark) {
        if (activeDays.isEmpty()) {
            return;
        }
        long first = activeDays.first();
        long last = Math.min(activeDays.last() + 2 * PERIOD - 1, WheelActivity.dayOf(watermark));
        for (long day = first; day <= last; day++) {
            boolean isActive = hasOne(activeDays, day - PERIOD, day);
            boolean wasActive = hasOne(activeDays, day - 2 * PERIOD, day - PERIOD);
            if (!isActive && !wasActive) {
                continue;
            }
            Day counts = days.computeIfAbsent(day, unused -> new Day());
            counts.present += activeDays.contains(day) ? 1 : 0;
            if (!isActive) {
                counts.churned++;
            } else if (wasActive) {
                counts.retained++;
            } else if (first > day - PERIOD) {
                counts.fresh++;
            } else {
                counts.resurrected++;
            }
        }
    }

    /** Whether there is an active day in (from, to]. */
    private static boolean hasOne(NavigableSet<Long> activeDays, long from, long to) {
        return !activeDays.subSet(from, false, to, true).isEmpty();
    }

    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        days.forEach((day, counts) -> rows.add(row(day, counts)));
        return rows;
    }

    private static Map<String, Object> row(long day, Day counts) {
        long active = counts.fresh + counts.retained + counts.resurrected;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("level", "customer");
        row.put("segment", "all");
        row.put("day", LocalDate.ofEpochDay(day).toString());
        row.put("new", counts.fresh);
        row.put("retained", counts.retained);
        row.put("resurrected", counts.resurrected);
        row.put("churned", counts.churned);
        row.put("active", active);
        row.put("active_before", counts.retained + counts.churned);
        row.put("dau", counts.present);
        row.put("quick_ratio", ratio(counts.fresh + counts.resurrected, counts.churned));
        row.put("stickiness", ratio(counts.present, active));
        return row;
    }

    private static Object ratio(long part, long whole) {
        return whole == 0 ? ExpectedTables.NULL : (Object) ((double) part / whole);
    }
}
