package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.Column.Type.BIGINT;
import static io.flywheel.app.postgres.Column.Type.BOOLEAN;
import static io.flywheel.app.postgres.Column.Type.DATE;
import static io.flywheel.app.postgres.Column.Type.DOUBLE;
import static io.flywheel.app.postgres.Column.Type.INTEGER;
import static io.flywheel.app.postgres.Column.Type.JSON;
import static io.flywheel.app.postgres.Column.Type.TEXT;
import static io.flywheel.app.postgres.Column.Type.TEXTS;
import static io.flywheel.app.postgres.Column.Type.THOUSANDTHS;
import static io.flywheel.app.postgres.Column.Type.TIME;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables that writers fill, column by column in the order that rows state them. The writer adds its epoch and the version of the row.
 *
 * <p>Rows of an owned table stand or fall with the row of their owner of the same update: they are written only if it was, and those that an
 * update no longer names are retired.
 *
 * <p><b>Source:</b> the migrations on the class path under {@code sql}; MigrationsIT compares the two.
 */
enum Table {
    CUSTOMER(
            "customer",
            Column.key("customer_id", TEXT),
            Column.of("account_id", TEXT),
            Column.of("segment", TEXT),
            Column.of("plan", TEXT),
            Column.of("region", TEXT),
            Column.of("phase", TEXT),
            Column.of("first_seen_at", TIME),
            Column.of("last_seen_at", TIME),
            Column.of("activities", BIGINT)),
    CUSTOMER_MOMENTUM(
            "customer_momentum",
            Column.key("customer_id", TEXT),
            Column.of("as_of", TIME),
            Column.of("mass", DOUBLE),
            Column.of("mass_value", DOUBLE),
            Column.of("mass_loyalty", DOUBLE),
            Column.of("mass_advocacy", DOUBLE),
            Column.of("mass_breadth", DOUBLE),
            Column.of("velocity", DOUBLE),
            Column.of("v_fast", DOUBLE),
            Column.of("v_slow", DOUBLE),
            Column.of("trend", DOUBLE),
            Column.of("friction_impulse", DOUBLE),
            Column.of("friction_standing", DOUBLE),
            Column.of("friction", DOUBLE),
            Column.of("momentum", DOUBLE),
            Column.of("momentum_index", DOUBLE),
            Column.of("band", TEXT),
            Column.of("prev_band", TEXT),
            Column.of("stored_momentum", DOUBLE),
            Column.of("pushes_total", THOUSANDTHS),
            Column.of("friction_total", THOUSANDTHS),
            Column.of("revolutions_total", BIGINT),
            Column.of("next_crossing_at", TIME),
            Column.of("decay", JSON),
            Column.of("standing", JSON),
            Column.of("top_push", JSON),
            Column.of("top_friction", JSON),
            Column.of("map_version", INTEGER)),
    MOMENTUM_CONTRIBUTION(
            "momentum_contribution",
            Column.key("customer_id", TEXT),
            Column.key("side", TEXT),
            Column.key("signal_type", TEXT),
            Column.of("phase", TEXT),
            Column.of("department", TEXT),
            Column.of("points_per_day", DOUBLE),
            Column.of("rate_per_day", DOUBLE),
            Column.of("share", DOUBLE),
            Column.of("count_28d", BIGINT),
            Column.of("last_at", TIME),
            Column.of("event_ids", TEXTS),
            Column.of("as_of", TIME)),
    CHURN_FRICTION(
            "churn_friction",
            Column.key("customer_id", TEXT),
            Column.of("as_of", TIME),
            Column.of("churn_risk", DOUBLE),
            Column.of("log_odds", DOUBLE),
            Column.of("base_log_odds", DOUBLE),
            Column.of("level", TEXT),
            Column.of("prev_level", TEXT),
            Column.of("next_crossing_at", TIME),
            Column.of("silent_days", DOUBLE),
            Column.of("cadence_days", DOUBLE),
            Column.of("exposure", DOUBLE),
            Column.of("observed_friction", DOUBLE),
            Column.of("expected_friction", DOUBLE),
            Column.of("friction_excess", DOUBLE),
            Column.of("standing_per_day", DOUBLE),
            Column.of("p_alive", DOUBLE),
            Column.of("clumpiness", DOUBLE),
            Column.of("waiting_deals", TEXTS),
            Column.of("reasons", JSON),
            Column.of("model_version", TEXT)),
    CUSTOMER_REVENUE(
            "customer_revenue",
            Column.key("customer_id", TEXT),
            Column.key("currency", TEXT),
            Column.of("won_minor", BIGINT),
            Column.of("refunded_minor", BIGINT),
            Column.of("value_events", BIGINT)),
    FRICTION_EVENT("friction_event", FactColumns.FRICTION_EVENT),
    TICKET_CURRENT("ticket_current", FactColumns.TICKET_CURRENT),
    DEAL_FRICTION("deal_friction", FactColumns.DEAL_FRICTION),
    SUPPORT_CALL("support_call", FactColumns.SUPPORT_CALL),
    SUPPORT_RATING("support_rating", FactColumns.SUPPORT_RATING),
    INQUIRY("inquiry", FactColumns.INQUIRY),
    DATA_QUALITY_WINDOW(
            "data_quality_window",
            Column.key("source", TEXT),
            Column.key("grain", TEXT),
            Column.key("window_start", TIME),
            Column.of("received", BIGINT),
            Column.of("accepted", BIGINT),
            Column.of("duplicates", BIGINT),
            Column.of("late", BIGINT),
            Column.of("rejected", BIGINT),
            Column.of("rejected_by_reason", JSON),
            Column.of("unmapped_types", JSON)),
    PIPELINE_FRESHNESS(
            "pipeline_freshness",
            Column.key("job", TEXT),
            Column.key("stage", TEXT),
            Column.key("subtask", INTEGER),
            Column.of("watermark_at", TIME),
            Column.of("parallelism", INTEGER)),
    CUSTOMER_WHEEL(
            "customer_wheel",
            Column.key("customer_id", TEXT),
            Column.of("stage", TEXT),
            Column.of("stage_since", DATE),
            Column.of("dormant", BOOLEAN),
            Column.of("first_active_day", DATE),
            Column.of("last_active_day", DATE),
            Column.of("active_days_28d", INTEGER),
            Column.of("value_events", BIGINT),
            Column.of("first_value_at", TIME),
            Column.of("second_value_at", TIME),
            Column.of("last_value_at", TIME),
            Column.of("cycle_days_ewma", DOUBLE),
            Column.of("lead_at", TIME),
            Column.of("mql_at", TIME),
            Column.of("sql_at", TIME),
            Column.of("opportunity_at", TIME),
            Column.of("won_at", TIME),
            Column.of("inquiry_at", TIME),
            Column.of("answered_at", TIME),
            Column.of("sales_touch_at", TIME),
            Column.of("service_touch_at", TIME)),
    STAGE_TRANSITION(
            "stage_transition",
            Column.key("customer_id", TEXT),
            Column.key("n", BIGINT),
            Column.of("kind", TEXT),
            Column.of("from_stage", TEXT),
            Column.of("to_stage", TEXT),
            Column.of("at", TIME),
            Column.of("day", DATE),
            Column.of("trigger_event_id", TEXT),
            Column.of("days_in_state", INTEGER)),
    REVOLUTION(
            "revolution",
            Column.key("customer_id", TEXT),
            Column.key("n", BIGINT),
            Column.of("started_at", TIME),
            Column.of("ended_at", TIME),
            Column.of("cycle_days", DOUBLE),
            Column.of("value_amount_minor", BIGINT),
            Column.of("currency", TEXT),
            Column.of("value_event_id", TEXT)),
    DEAL_COURSE(
            "deal_course",
            Column.key("deal_id", TEXT),
            Column.key("customer_id", TEXT),
            Column.of("pipeline", TEXT),
            Column.of("stage", TEXT),
            Column.of("owner", TEXT),
            Column.of("currency", TEXT),
            Column.of("amount_minor", BIGINT),
            Column.of("created_at", TIME),
            Column.of("qualified_at", TIME),
            Column.of("closed_at", TIME),
            Column.of("outcome", TEXT),
            Column.of("last_activity_at", TIME)),
    FLYWHEEL_WINDOW(
            "flywheel_window",
            Column.key("grain", TEXT),
            Column.key("window_start", TIME),
            Column.key("dim_type", TEXT),
            Column.key("dim_value", TEXT),
            Column.of("window_end", TIME),
            Column.of("pushes", BIGINT),
            Column.of("frictions", BIGINT),
            Column.of("push_points", THOUSANDTHS),
            Column.of("friction_points", THOUSANDTHS),
            Column.of("velocity", DOUBLE),
            Column.of("friction", DOUBLE),
            Column.of("velocity_weighted", DOUBLE),
            Column.of("momentum", DOUBLE),
            Column.of("by_phase", JSON),
            Column.of("by_department", JSON),
            Column.of("customers_active", BIGINT),
            Column.of("mass_avg", DOUBLE),
            Column.of("index_p10", DOUBLE),
            Column.of("index_p50", DOUBLE),
            Column.of("index_p90", DOUBLE),
            Column.of("customers_red", BIGINT),
            Column.of("customers_yellow", BIGINT),
            Column.of("customers_green", BIGINT),
            Column.of("is_final", BOOLEAN),
            Column.of("revision", INTEGER)),
    GROWTH_ACCOUNTING_DAY(
            "growth_accounting_day",
            Column.key("level", TEXT),
            Column.key("segment", TEXT),
            Column.key("day", DATE),
            Column.of("new", BIGINT),
            Column.of("retained", BIGINT),
            Column.of("resurrected", BIGINT),
            Column.of("churned", BIGINT),
            Column.of("active", BIGINT),
            Column.of("active_before", BIGINT),
            Column.of("dau", BIGINT),
            Column.of("quick_ratio", DOUBLE),
            Column.of("stickiness", DOUBLE),
            Column.of("is_final", BOOLEAN),
            Column.of("revision", INTEGER)),
    FRICTION_HOTSPOT_WINDOW(
            "friction_hotspot_window",
            Column.key("grain", TEXT),
            Column.key("window_start", TIME),
            Column.key("dim_type", TEXT),
            Column.key("dim_value", TEXT),
            Column.key("signal_type", TEXT),
            Column.of("window_end", TIME),
            Column.of("count", BIGINT),
            Column.of("points", THOUSANDTHS),
            Column.of("customers", BIGINT),
            Column.of("exposure", BIGINT),
            Column.of("sessions", BIGINT),
            Column.of("rate", DOUBLE),
            Column.of("rate_per_1000_sessions", DOUBLE),
            Column.of("is_final", BOOLEAN),
            Column.of("revision", INTEGER)),
    FRICTION_SPIKE_WINDOW(
            "friction_spike_window",
            Column.key("window_start", TIME),
            Column.key("dim_type", TEXT),
            Column.key("dim_value", TEXT),
            Column.key("signal_type", TEXT),
            Column.of("window_end", TIME),
            Column.of("count", BIGINT),
            Column.of("customers", BIGINT),
            Column.of("exposure", BIGINT),
            Column.of("baseline_rate", DOUBLE),
            Column.of("expected_count", DOUBLE),
            Column.of("excess", DOUBLE),
            Column.of("z", DOUBLE),
            Column.of("z_limit", DOUBLE),
            Column.of("is_spike", BOOLEAN),
            Column.of("begins", BOOLEAN),
            Column.of("cause", TEXT)),
    ALERT_INSTANCE(
            "alert_instance",
            Column.key("fingerprint", TEXT),
            Column.key("episode", BIGINT),
            Column.of("rule_name", TEXT),
            Column.of("rule_version", INTEGER),
            Column.of("severity", TEXT),
            Column.of("scope", TEXT),
            Column.of("status", TEXT),
            Column.of("no_data", BOOLEAN),
            Column.of("labels", JSON),
            Column.of("customer_id", TEXT),
            Column.of("account_id", TEXT),
            Column.of("grain", TEXT),
            Column.of("dim_type", TEXT),
            Column.of("dim_value", TEXT),
            Column.of("summary", TEXT),
            Column.of("runbook", TEXT),
            Column.of("value", DOUBLE),
            Column.of("direction", TEXT),
            Column.of("threshold_on", DOUBLE),
            Column.of("threshold_off", DOUBLE),
            Column.of("pending_since", TIME),
            Column.of("fired_at", TIME),
            Column.of("recovering_since", TIME),
            Column.of("resolved_at", TIME),
            Column.of("changed_at", TIME),
            Column.of("evidence_event_ids", TEXTS),
            Column.of("acked_by", TEXT),
            Column.of("acked_at", TIME),
            Column.of("shadow", BOOLEAN),
            Column.of("unit", TEXT)),
    ALERT_TRANSITION(
            "alert_transition",
            Column.key("fingerprint", TEXT),
            Column.key("episode", BIGINT),
            Column.key("seq", BIGINT),
            Column.of("rule_name", TEXT),
            Column.of("from_status", TEXT),
            Column.of("to_status", TEXT),
            Column.of("at", TIME),
            Column.of("value", DOUBLE),
            Column.of("reason", TEXT)),
    CONTROL_RECORD(
            "control_record",
            Column.key("topic_partition", INTEGER),
            Column.key("topic_offset", BIGINT),
            Column.of("arrived_at", TIME),
            Column.of("verdict", TEXT),
            Column.of("reason", TEXT),
            Column.of("kind", TEXT),
            Column.of("id", TEXT),
            Column.of("version", INTEGER),
            Column.of("effective_from", TIME),
            Column.of("effective_to", TIME),
            Column.of("author", TEXT),
            Column.of("content", TEXT)),
    ERASURE_STEP(
            "erasure_step",
            Column.key("erasure_id", TEXT),
            Column.key("job", TEXT),
            Column.key("stage", TEXT),
            Column.key("subtask", INTEGER),
            Column.of("version", INTEGER),
            Column.of("effective_from", TIME),
            Column.of("customers_forgotten", BIGINT),
            Column.of("parallelism", INTEGER));

    private final String title;
    private final List<Column> columns;

    Table(String title, Column... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /** Name of the table in schema flywheel. */
    String title() {
        return title;
    }

    List<Column> columns() {
        return columns;
    }

    /** The table whose row of the same update the rows of this table stand or fall with; null if they stand alone. */
    @Nullable
    Table owner() {
        return switch (this) {
            case MOMENTUM_CONTRIBUTION -> CUSTOMER_MOMENTUM;
            case STAGE_TRANSITION -> CUSTOMER_WHEEL;
            default -> null;
        };
    }

    /** The function that takes away what a new row of this table has left behind; null if it owns nothing. */
    @Nullable
    String retirement() {
        return switch (this) {
            case CUSTOMER_MOMENTUM -> "retire_contributions";
            case CUSTOMER_WHEEL -> "retire_transitions";
            default -> null;
        };
    }
}
