package io.flywheel.local.oracle;

import io.flywheel.domain.signal.SignalRule;
import io.flywheel.local.oracle.MidnightNumbers.Midnight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds the records of every dimension value up by the steps of every kind of window, then steps to windows: docs/reference/wheel.md, "Windows".
 *
 * <p>No record is looked at once a window; that would be 74 times for the trailing ones.
 */
final class WindowRows {

    private static final Map<String, String> STATED = new LinkedHashMap<>();

    static {
        STATED.put("account", "account_id");
        for (String field : List.of("segment", "plan", "region", "channel", "campaign", "content")) {
            STATED.put(field, field);
        }
    }

    private record Dimension(String type, String value) {}

    /** Without a midnight it is of nobody who counts as there. */
    private record Entry(
            WheelRecord record,
            long at,
            int customer,
            @Nullable Midnight midnight) {}

    private final Map<Dimension, List<Entry>> entries = new LinkedHashMap<>();
    private int customers;

    /** Enters all records of one customer. */
    void add(WheelCustomer customer, Meaning meaning, MidnightNumbers numbers) {
        customers++;
        for (WheelActivity activity : customer.activities()) {
            Midnight midnight = numbers.before(activity.day());
            for (WheelRecord record : WheelRecord.of(activity.event(), meaning)) {
                add(activity.event(), new Entry(record, activity.at(), customers, midnight));
            }
        }
        for (PlainFinding found : customer.found()) {
            for (WheelRecord record : WheelRecord.of(found.event(), meaning)) {
                if (record.isImpulse()) {
                    add(found.event(), new Entry(record, found.event().occurredAtMillis(), customers, null));
                }
            }
        }
    }

    private void add(PlainEvent event, Entry entry) {
        SignalRule rule = entry.record().rule();
        add("all", "all", entry);
        add("phase", rule == null ? null : rule.phase().word(), entry);
        add("department", rule == null ? null : rule.department().word(), entry);
        STATED.forEach((type, field) -> add(type, event.text(field), entry));
    }

    private void add(String type, @Nullable String value, Entry entry) {
        if (value != null) {
            entries.computeIfAbsent(new Dimension(type, value), unused -> new ArrayList<>())
                    .add(entry);
        }
    }

    /** The rows of all windows whose last step has begun. */
    List<Map<String, Object>> rows(long watermark) {
        List<Map<String, Object>> rows = new ArrayList<>();
        entries.forEach((dimension, its) -> {
            for (WheelGrain grain : WheelGrain.values()) {
                addRows(rows, grain, dimension, steps(grain, its), watermark);
            }
        });
        return rows;
    }

    private static NavigableMap<Long, WindowSums> steps(WheelGrain grain, List<Entry> entries) {
        NavigableMap<Long, WindowSums> steps = new TreeMap<>();
        for (Entry entry : entries) {
            steps.computeIfAbsent(Math.floorDiv(entry.at(), grain.stepMillis), unused -> new WindowSums())
                    .add(entry.record(), entry.at(), entry.customer(), entry.midnight());
        }
        return steps;
    }

    private static void addRows(
            List<Map<String, Object>> rows,
            WheelGrain grain,
            Dimension dimension,
            NavigableMap<Long, WindowSums> steps,
            long watermark) {
        NavigableSet<Long> lastSteps = new TreeSet<>();
        for (long step : steps.keySet()) {
            for (long last = step; last < step + grain.steps(); last++) {
                if (last * grain.stepMillis <= watermark) {
                    lastSteps.add(last);
                }
            }
        }
        for (long last : lastSteps) {
            WindowSums sums = new WindowSums();
            steps.subMap(last - grain.steps(), false, last, true).values().forEach(sums::add);
            long end = (last + 1) * grain.stepMillis;
            rows.add(new WindowRow(grain, end, dimension.type(), dimension.value(), sums));
        }
    }
}
