package io.flywheel.local.oracle;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What the tables must say.
 *
 * <p><b>Shape:</b> rows by table, those of customers in order of their keys; a row is its columns in the order of the table without the technical ones. Values are String, Long, Double, BigDecimal, Boolean,
 * Instant, a list of texts, a JSON node, {@link #NULL} or {@link #ANY}; a day is a text such as 2024-05-10.
 */
public record ExpectedTables(Map<String, List<Map<String, Object>>> rows, Tally tally) {

    /** Stands for no value. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /** Stands for any value: what depends on when something was told. */
    public static final Object ANY = new Object() {
        @Override
        public String toString() {
            return "any";
        }
    };

    /** Columns by which the rows of each table are told apart. */
    static final Map<String, List<String>> KEYS = Map.of(
            "customer", List.of("customer_id"),
            "customer_momentum", List.of("customer_id"),
            "churn_friction", List.of("customer_id"),
            "momentum_contribution", List.of("customer_id", "side", "signal_type"),
            "customer_revenue", List.of("customer_id", "currency"),
            "data_quality_window", List.of("source", "grain", "window_start"));

    /** The same for the tables of the wheel, which {@link OracleWheel} computes. */
    static final Map<String, List<String>> WHEEL_KEYS = Map.of(
            "flywheel_window", List.of("grain", "window_start", "dim_type", "dim_value"),
            "growth_accounting_day", List.of("level", "segment", "day"),
            "stage_transition", List.of("customer_id", "n"),
            "revolution", List.of("customer_id", "n"),
            "customer_wheel", List.of("customer_id"),
            "deal_course", List.of("deal_id", "customer_id"));

    /** The same for the tables of single facts. */
    static final Map<String, List<String>> FACT_KEYS = Map.of(
            "friction_event", List.of("friction_id"),
            "ticket_current", List.of("ticket_id", "customer_id"),
            "deal_friction", List.of("deal_id", "customer_id"));

    /** What became of the events: read = accepted + duplicates + late + rejected. */
    public record Tally(
            long read, long accepted, long duplicates, long late, SortedMap<String, Long> rejectedByReason) {

        public long rejected() {
            return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Columns by which the rows of a table are told apart. */
    static List<String> key(String table) {
        return Stream.of(KEYS, WHEEL_KEYS, FACT_KEYS)
                .filter(keys -> keys.containsKey(table))
                .map(keys -> keys.getOrDefault(table, List.of()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such table: " + table));
    }

    public List<Map<String, Object>> table(String name) {
        List<Map<String, Object>> table = rows.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no such table: " + name + "; there are " + rows.keySet());
        }
        return table;
    }
}
