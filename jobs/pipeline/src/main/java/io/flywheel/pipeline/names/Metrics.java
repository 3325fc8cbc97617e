package io.flywheel.pipeline.names;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Every metric of the jobs, under the group {@code flywheel}; the unit is in the name. Constants may be added, never renamed. */
public enum Metrics {
    REFUSED("refused_total", "Records refused at intake, sent to the dead-letter topic."),
    LATE("late_total", "Records later than allowed, sent to the late topic."),
    ACCEPTED("accepted_total", "Events folded into their customer."),
    DUPLICATES("duplicates_total", "Events seen before, without effect."),
    CONFLICTS("conflicts_total", "Events refused because another one with their identity was taken before."),
    ROWS_EMITTED("customer_updates_total", "Customer updates sent to the tables and the customer topic."),
    CACHE_MISSES("cache_misses_total", "Events whose customer was read from the state backend."),
    WRITE_BACKS("write_backs_total", "Customers written back to the state backend."),
    CACHED("cached_customers", "Customers in the cache now."),
    UNSAVED("unsaved_customers", "Cached customers that differ from the state backend now."),
    SIGNALS_FOLDED("signals_folded_total", "Signals folded into the journey of their customer."),
    SIGNALS_REPEATED("signals_repeated_total", "Signals seen before, without effect."),
    SIGNALS_TOO_LATE(
            "signals_too_late_total", "Signals more than nine days behind the watermark, without effect on the wheel."),
    SIGNALS_UNREADABLE(
            "signals_unreadable_total", "Records of the signal topic that could not be read and were left out."),
    RELAYED_UNREADABLE(
            "relayed_unreadable_total",
            "Records of the customer, window and hotspot topics that could not be read and were left out."),
    CELL_ROWS("cell_rows_total", "Rows of windows and days sent to the tables."),
    CELLS_TOO_LATE("cells_too_late_total", "Changes that came for a window or day after its last row, without effect."),
    SPIKES_TOO_LATE(
            "spikes_too_late_total",
            "Corrections of five minutes of a place that were judged before, without effect on spikes."),
    SPIKES_BEGUN("spikes_begun_total", "Spikes of friction that began, by place and type."),
    ALERT_CHANGES("alert_changes_total", "Changes of alerts sent to the tables and the alert topic."),
    CONTROL_REFUSED("control_refused_total", "Records of the control topic that were refused."),
    TABLE_ROWS("table_rows_total", "Rows written to PostgreSQL."),
    TABLE_FLUSHES("table_flushes_total", "Transactions committed to PostgreSQL."),
    TABLE_FLUSH_MILLIS("table_flush_millis_total", "Milliseconds spent in transactions to PostgreSQL."),
    TABLE_RETRIES("table_retries_total", "Transactions to PostgreSQL tried again after an error."),
    TABLE_ROWS_WAITING("table_rows_waiting", "Rows of a subtask that wait for the next transaction now."),
    TABLE_REJECTED_ROWS("table_rejected_rows_total", "Rows that PostgreSQL refused, kept in the table rejected_row.");

    private static final String GROUP = "flywheel";

    private final String id;
    private final String meaning;

    Metrics(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** Name within the group. */
    public String id() {
        return id;
    }

    /** What it tells. */
    public String meaning() {
        return meaning;
    }

    public Counter counter(MetricGroup group) {
        return group.addGroup(GROUP).counter(id);
    }

    public <T> void gauge(MetricGroup group, Gauge<T> gauge) {
        group.addGroup(GROUP).gauge(id, gauge);
    }
}
