package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.Column.Type.BIGINT;
import static io.flywheel.app.postgres.Column.Type.BOOLEAN;
import static io.flywheel.app.postgres.Column.Type.DOUBLE;
import static io.flywheel.app.postgres.Column.Type.INTEGER;
import static io.flywheel.app.postgres.Column.Type.TEXT;
import static io.flywheel.app.postgres.Column.Type.TEXTS;
import static io.flywheel.app.postgres.Column.Type.THOUSANDTHS;
import static io.flywheel.app.postgres.Column.Type.TIME;

/** The columns of the tables that list single facts about customers, in the order that rows state them. */
final class FactColumns {

    static final Column[] FRICTION_EVENT = {
        Column.key("friction_id", TEXT),
        Column.of("customer_id", TEXT),
        Column.of("account_id", TEXT),
        Column.of("signal_type", TEXT),
        Column.of("kind", TEXT),
        Column.of("status", TEXT),
        Column.of("weight", THOUSANDTHS),
        Column.of("severity", TEXT),
        Column.of("phase", TEXT),
        Column.of("department", TEXT),
        Column.of("channel", TEXT),
        Column.of("page", TEXT),
        Column.of("target", TEXT),
        Column.of("object_type", TEXT),
        Column.of("object_ref", TEXT),
        Column.of("occurred_at", TIME),
        Column.of("detected_at", TIME),
        Column.of("closed_at", TIME),
        Column.of("is_found", BOOLEAN),
        Column.of("source", TEXT),
        Column.of("event_ids", TEXTS)
    };

    static final Column[] TICKET_CURRENT = {
        Column.key("ticket_id", TEXT),
        Column.key("customer_id", TEXT),
        Column.of("status", TEXT),
        Column.of("priority", TEXT),
        Column.of("channel", TEXT),
        Column.of("team", TEXT),
        Column.of("created_at", TIME),
        Column.of("first_reply_at", TIME),
        Column.of("frt_s", BIGINT),
        Column.of("frt_business_s", BIGINT),
        Column.of("first_solved_at", TIME),
        Column.of("solved_at", TIME),
        Column.of("ttr_s", BIGINT),
        Column.of("ttr_business_s", BIGINT),
        Column.of("requester_wait_s", BIGINT),
        Column.of("reopens", INTEGER),
        Column.of("replies", INTEGER),
        Column.of("reassignments", INTEGER),
        Column.of("escalations", INTEGER),
        Column.of("sla_missed", INTEGER),
        Column.of("sla_policy", TEXT),
        Column.of("frt_due_at", TIME),
        Column.of("ttr_due_at", TIME),
        Column.of("frt_breached", BOOLEAN),
        Column.of("nrt_breached", BOOLEAN),
        Column.of("ttr_breached", BOOLEAN),
        Column.of("breach_retracted", BOOLEAN),
        Column.of("csat", DOUBLE)
    };

    static final Column[] DEAL_FRICTION = {
        Column.key("deal_id", TEXT),
        Column.key("customer_id", TEXT),
        Column.of("push_count", INTEGER),
        Column.of("days_slipped", BIGINT),
        Column.of("stalled_since", TIME)
    };

    static final Column[] SUPPORT_CALL = {
        Column.key("source", TEXT),
        Column.key("event_id", TEXT),
        Column.of("customer_id", TEXT),
        Column.of("kind", TEXT),
        Column.of("actor", TEXT),
        Column.of("call_id", TEXT),
        Column.of("team", TEXT),
        Column.of("channel", TEXT),
        Column.of("campaign", TEXT),
        Column.of("topic", TEXT),
        Column.of("occurred_at", TIME),
        Column.of("wait_s", BIGINT),
        Column.of("talk_s", BIGINT),
        Column.of("hold_s", BIGINT),
        Column.of("transfers", INTEGER)
    };

    static final Column[] SUPPORT_RATING = {
        Column.key("source", TEXT),
        Column.key("event_id", TEXT),
        Column.of("customer_id", TEXT),
        Column.of("kind", TEXT),
        Column.of("score", DOUBLE),
        Column.of("ticket_id", TEXT),
        Column.of("team", TEXT),
        Column.of("channel", TEXT),
        Column.of("occurred_at", TIME)
    };

    static final Column[] INQUIRY = {
        Column.key("source", TEXT),
        Column.key("event_id", TEXT),
        Column.of("customer_id", TEXT),
        Column.of("kind", TEXT),
        Column.of("channel", TEXT),
        Column.of("page", TEXT),
        Column.of("asked_at", TIME),
        Column.of("due_at", TIME),
        Column.of("touched_at", TIME),
        Column.of("touched_by", TEXT),
        Column.of("left_waiting", BOOLEAN),
        Column.of("repeated", BOOLEAN)
    };

    private FactColumns() {}
}
