package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.Column.Type.BIGINT;
import static io.flywheel.app.postgres.Column.Type.DOUBLE;
import static io.flywheel.app.postgres.Column.Type.INTEGER;
import static io.flywheel.app.postgres.Column.Type.JSON;
import static io.flywheel.app.postgres.Column.Type.TEXT;
import static io.flywheel.app.postgres.Column.Type.TEXTS;
import static io.flywheel.app.postgres.Column.Type.THOUSANDTHS;
import static io.flywheel.app.postgres.Column.Type.TIME;

import java.util.List;

/**
 * The tables that writers fill, column by column in the order that rows state them. The writer adds its epoch and the version of the row.
 *
 * <p>Rows of an owned table stand or fall with the row of {@link #CUSTOMER_MOMENTUM} of the same update: they are written only if it was, and those that an
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
    CUSTOMER_REVENUE(
            "customer_revenue",
            Column.key("customer_id", TEXT),
            Column.key("currency", TEXT),
            Column.of("won_minor", BIGINT),
            Column.of("refunded_minor", BIGINT),
            Column.of("value_events", BIGINT)),
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

    /** Whether rows of this table stand or fall with the row of {@link #CUSTOMER_MOMENTUM} of the same update. */
    boolean isOwned() {
        return this == MOMENTUM_CONTRIBUTION;
    }
}
