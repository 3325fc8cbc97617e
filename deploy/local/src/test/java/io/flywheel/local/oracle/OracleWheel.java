package io.flywheel.local.oracle;

import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.local.oracle.ExpectedTables.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recomputes the tables of the wheel as a whole from the accepted events: one thread, every customer from the beginning.
 *
 * <p><b>Shape:</b> {@link #take} every accepted event once, in any order, then {@link #tables} for the watermark that the run ended with. An {@link Oracle} made with {@code wheel::take}
 * hands on what it accepts.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, docs/reference/signals.md and the pages docs/reference/friction-*.md, and nothing else.
 */
public final class OracleWheel {

    private final SignalCatalogue catalogue;
    private final Meaning meaning;
    private final Thresholds thresholds;
    private final TreeMap<String, List<PlainEvent>> events = new TreeMap<>();
    private long taken;

    public OracleWheel(SignalCatalogue catalogue) {
        this(catalogue, Thresholds.BUILT_IN);
    }

    /** The same with other settings of the detectors. */
    OracleWheel(SignalCatalogue catalogue, Thresholds thresholds) {
        this.thresholds = thresholds;
        this.catalogue = catalogue;
        this.meaning = new Meaning(catalogue);
    }

    /** The tables after some accepted events, none of them twice. */
    public static ExpectedTables tables(SignalCatalogue catalogue, List<PlainEvent> accepted, long watermarkMillis) {
        OracleWheel wheel = new OracleWheel(catalogue);
        accepted.forEach(wheel::take);
        return wheel.tables(watermarkMillis);
    }

    /** Takes an event that was accepted. */
    public void take(PlainEvent accepted) {
        taken++;
        events.computeIfAbsent(accepted.required("customer_id"), unused -> new ArrayList<>())
                .add(accepted);
    }

    /** What the tables must say once the watermark stands there. */
    public ExpectedTables tables(long watermarkMillis) {
        List<Map<String, Object>> transitions = new ArrayList<>();
        List<Map<String, Object>> revolutions = new ArrayList<>();
        List<Map<String, Object>> wheels = new ArrayList<>();
        List<Map<String, Object>> deals = new ArrayList<>();
        GrowthDays growth = new GrowthDays();
        WindowRows windows = new WindowRows();
        for (Map.Entry<String, List<PlainEvent>> each : events.entrySet()) {
            WheelCustomer customer = customer(each.getKey(), each.getValue(), watermarkMillis);
            MidnightNumbers numbers = new MidnightNumbers(catalogue, customer);
            StageWalk walk = new StageWalk(customer, new StageRules(customer, numbers), watermarkMillis);
            WheelRows rows = new WheelRows(customer, walk);
            transitions.addAll(rows.transitions());
            revolutions.addAll(rows.revolutions());
            wheels.add(rows.wheel());
            deals.addAll(DealRows.of(customer));
            growth.add(customer.activeDays(), watermarkMillis);
            windows.add(customer, meaning, numbers);
        }
        deals.sort(Comparator.comparing(row -> String.valueOf(row.get("deal_id"))));
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        tables.put("flywheel_window", windows.rows(watermarkMillis));
        tables.put("growth_accounting_day", growth.rows());
        tables.put("stage_transition", transitions);
        tables.put("revolution", revolutions);
        tables.put("customer_wheel", wheels);
        tables.put("deal_course", deals);
        return new ExpectedTables(tables, new Tally(taken, taken, 0, 0, new TreeMap<>()));
    }

    private WheelCustomer customer(String customerId, List<PlainEvent> its, long watermark) {
        WheelCustomer customer = new WheelCustomer(customerId);
        its.forEach(event -> customer.enter(event, meaning, catalogue));
        FoundFriction.of(its, thresholds, watermark).forEach(found -> customer.enter(found, meaning));
        return customer;
    }
}
