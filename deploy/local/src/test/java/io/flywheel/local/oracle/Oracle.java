package io.flywheel.local.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.local.oracle.ExpectedTables.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the tables of a run from its events: one thread, no state between events, every number a sum over the list.
 *
 * <p><b>Shape:</b> {@link #take} every event in the order of arrival, then {@link #tables} and {@link #facts} for the watermark that the run ended with. Identity is told within a customer, and an
 * event is a duplicate however long ago it came.
 *
 * <p><b>Source:</b> docs/reference/signals.md, docs/reference/risk.md, docs/reference/events.md and the pages docs/reference/friction-*.md, and nothing else.
 */
public final class Oracle {

    private static final RiskModel DEFAULT_MODEL = RiskModelFile.parse("built in", RiskModelFile.builtIn());
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Consumer<PlainEvent> next;
    private final SignalCatalogue catalogue;
    private final RiskModel model;
    private final Thresholds thresholds;
    private final Intake intake;
    private final Meaning meaning;
    private final TreeMap<String, List<PlainEvent>> events = new TreeMap<>();
    private final Map<String, Map<String, Integer>> taken = new HashMap<>();
    private final TreeMap<String, TreeMap<Long, Hour>> hours = new TreeMap<>();
    private final TreeMap<String, Long> rejected = new TreeMap<>();
    private long read;
    private long accepted;
    private long duplicates;
    private long late;

    private static final class Hour {
        private long accepted;
        private long late;
        private final TreeMap<String, Long> rejected = new TreeMap<>();
        private final TreeMap<String, Long> unmapped = new TreeMap<>();
    }

    public Oracle(SignalCatalogue catalogue) {
        this(catalogue, DEFAULT_MODEL, event -> {});
    }

    /** One that hands every event on that it accepts, in the order of arrival. */
    public Oracle(SignalCatalogue catalogue, Consumer<PlainEvent> next) {
        this(catalogue, DEFAULT_MODEL, next);
    }

    /** The same with another model of churn risk. */
    public Oracle(SignalCatalogue catalogue, RiskModel model, Consumer<PlainEvent> next) {
        this(catalogue, model, Thresholds.BUILT_IN, next);
    }

    /** The same with other settings of the detectors. */
    Oracle(SignalCatalogue catalogue, RiskModel model, Thresholds thresholds, Consumer<PlainEvent> next) {
        this.thresholds = thresholds;
        this.model = model;
        this.next = next;
        this.catalogue = catalogue;
        this.intake = new Intake(catalogue);
        this.meaning = new Meaning(catalogue);
    }

    /** The tables after events in any order of the list; they arrive in the order of their arrival times. */
    public static ExpectedTables tables(SignalCatalogue catalogue, List<PlainEvent> events, long watermarkMillis) {
        Oracle oracle = new Oracle(catalogue);
        events.stream()
                .sorted(Comparator.comparingLong(PlainEvent::arrivedAtMillis))
                .forEach(oracle::take);
        return oracle.tables(watermarkMillis);
    }

    public void take(PlainEvent event) {
        read++;
        Hour hour = hours.computeIfAbsent(event.stream(), unused -> new TreeMap<>())
                .computeIfAbsent(Math.floorDiv(event.arrivedAtMillis(), HOUR) * HOUR, unused -> new Hour());
        String refusal = intake.refusal(event);
        if (refusal == null) {
            refusal = conflict(event, hour);
        } else if (refusal.equals(Intake.LATE)) {
            late++;
            hour.late++;
            return;
        }
        if (refusal != null) {
            rejected.merge(refusal, 1L, Long::sum);
            hour.rejected.merge(refusal, 1L, Long::sum);
        }
    }

    /** Enters an event that was not seen before; the reason for refusal if another one of its identity was. */
    private @Nullable String conflict(PlainEvent event, Hour hour) {
        String customerId = event.required("customer_id");
        Integer known = taken.computeIfAbsent(customerId, unused -> new HashMap<>())
                .putIfAbsent(event.required("source") + '\n' + event.required("event_id"), event.contents());
        if (known != null && known != event.contents()) {
            return "ID_CONFLICT";
        }
        if (known != null) {
            duplicates++;
            return null;
        }
        accepted++;
        hour.accepted++;
        if (meaning.isUnmapped(event)) {
            hour.unmapped.merge(String.valueOf(event.attribute("name")), 1L, Long::sum);
        }
        events.computeIfAbsent(customerId, unused -> new ArrayList<>()).add(event);
        next.accept(event);
        return null;
    }

    /** What the tables must say once the watermark stands there. */
    public ExpectedTables tables(long watermarkMillis) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        ExpectedTables.KEYS.keySet().forEach(table -> tables.put(table, new ArrayList<>()));
        for (Map.Entry<String, List<PlainEvent>> customer : events.entrySet()) {
            CustomerBook book = book(customer.getKey(), customer.getValue(), watermarkMillis);
            CustomerRows rows = new CustomerRows(catalogue, model, book, watermarkMillis);
            tables.getOrDefault("customer", List.of()).add(rows.customer());
            tables.getOrDefault("customer_momentum", List.of()).add(rows.momentum());
            tables.getOrDefault("churn_friction", List.of()).add(rows.churn());
            tables.getOrDefault("momentum_contribution", List.of()).addAll(rows.contributions());
            tables.getOrDefault("customer_revenue", List.of()).addAll(rows.revenue());
        }
        hours.forEach((stream, its) -> its.forEach((start, hour) ->
                tables.getOrDefault("data_quality_window", List.of()).add(window(stream, start, hour))));
        return new ExpectedTables(tables, new Tally(read, accepted, duplicates, late, rejected));
    }

    private CustomerBook book(String customerId, List<PlainEvent> its, long watermark) {
        CustomerBook book = new CustomerBook(customerId);
        its.forEach(event -> book.enter(event, meaning, catalogue));
        FoundFriction.of(its, thresholds, watermark).forEach(found -> book.enter(found, meaning));
        return book;
    }

    /** What the tables of single facts must say then: friction, tickets, and what the findings of deals rest on. */
    public ExpectedTables facts(long watermarkMillis) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        ExpectedTables.FACT_KEYS.keySet().forEach(table -> tables.put(table, new ArrayList<>()));
        events.forEach((customerId, its) -> {
            CustomerBook book = book(customerId, its, watermarkMillis);
            FactRows rows = new FactRows(its, FoundFriction.of(its, thresholds, watermarkMillis), meaning);
            tables.getOrDefault("friction_event", List.of())
                    .addAll(rows.frictions(book.periods(catalogue), watermarkMillis));
            TicketWalk.all(its, thresholds, watermarkMillis)
                    .forEach(ticket ->
                            tables.getOrDefault("ticket_current", List.of()).add(FactRows.ticket(ticket)));
            DealWalk.all(its, watermarkMillis)
                    .forEach(deal ->
                            tables.getOrDefault("deal_friction", List.of()).add(FactRows.deal(customerId, deal)));
        });
        return new ExpectedTables(tables, new Tally(read, accepted, duplicates, late, rejected));
    }

    private static Map<String, Object> window(String stream, long start, Hour hour) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("source", stream);
        row.put("grain", "1h");
        row.put("window_start", Instant.ofEpochMilli(start));
        row.put("accepted", hour.accepted);
        row.put("late", hour.late);
        row.put(
                "rejected",
                hour.rejected.values().stream().mapToLong(Long::longValue).sum());
        row.put("rejected_by_reason", json(hour.rejected));
        row.put("unmapped_types", json(hour.unmapped));
        return row;
    }

    private static ObjectNode json(Map<String, Long> counts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        counts.forEach(json::put);
        return json;
    }
}
