package io.flywheel.local.oracle;

import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.local.oracle.CustomerBook.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows about single facts of a customer: each friction, stated or found, each ticket, and what the findings of each deal rest on.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md, friction-deals.md and docs/reference/tables.md.
 */
final class FactRows {

    private final List<PlainEvent> events;
    private final List<PlainFinding> found;
    private final Meaning meaning;

    FactRows(List<PlainEvent> events, List<PlainFinding> found, Meaning meaning) {
        this.events = events;
        this.found = found;
        this.meaning = meaning;
    }

    /** All friction that holds; whatever was told and taken back has no row here. */
    List<Map<String, Object>> frictions(List<Period> periods, long watermark) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PlainEvent event : events) {
            add(rows, event, null, periods, watermark);
        }
        for (PlainFinding finding : found) {
            add(rows, finding.event(), finding.evidence(), periods, watermark);
        }
        return rows;
    }

    private void add(
            List<Map<String, Object>> rows,
            PlainEvent event,
            @Nullable List<String> evidence,
            List<Period> periods,
            long watermark) {
        for (SignalRule rule : meaning.given(event)) {
            boolean rubs = rule.side() == Side.FRICTION && Meaning.thousandths(rule, event) != 0;
            if (rubs || rule.standing() != null) {
                rows.add(friction(rule, event, evidence, period(periods, rule, event), watermark));
            }
        }
    }

    private static @Nullable Period period(List<Period> periods, SignalRule rule, PlainEvent event) {
        return periods.stream()
                .filter(period -> period.rule().id() == rule.id()
                        && period.object().equals(event.object())
                        && period.eventId().equals(event.required("event_id")))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> friction(
            SignalRule rule,
            PlainEvent event,
            @Nullable List<String> evidence,
            @Nullable Period period,
            long watermark) {
        boolean isOpen = period != null && period.isLastOpen() && period.to() > watermark;
        Instant occurred = Instant.ofEpochMilli(event.occurredAtMillis());
        Instant arrived = Instant.ofEpochMilli(event.arrivedAtMillis());
        String priority = event.text("priority");
        String id = event.required("event_id");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("friction_id", rule.name() + ':' + id + '@' + event.required("source"));
        row.put("customer_id", event.required("customer_id"));
        row.put("account_id", orNull(event.text("account_id")));
        row.put("signal_type", rule.name());
        row.put("kind", period == null ? "impulse" : "standing");
        row.put("status", isOpen ? "open" : "closed");
        row.put("weight", BigDecimal.valueOf(Meaning.thousandths(rule, event), 3));
        row.put("severity", priority == null ? "normal" : priority);
        row.put("phase", rule.phase().word());
        row.put("department", rule.department().word());
        for (String field : List.of("channel", "page", "target")) {
            row.put(field, orNull(event.text(field)));
        }
        boolean hasObject = !event.object().isEmpty();
        String objectType = event.stream().equals("support") ? "ticket" : "deal";
        row.put("object_type", hasObject ? objectType : ExpectedTables.NULL);
        row.put("object_ref", hasObject ? event.object() : ExpectedTables.NULL);
        row.put("occurred_at", occurred);
        row.put("detected_at", arrived.isAfter(occurred) ? arrived : occurred);
        Instant closed = period == null ? occurred : Instant.ofEpochMilli(period.to());
        row.put("closed_at", isOpen ? ExpectedTables.NULL : closed);
        row.put("is_found", evidence != null);
        row.put("source", event.required("source"));
        row.put("event_ids", evidence == null ? List.of(id) : evidence);
        return row;
    }

    static Map<String, Object> ticket(TicketWalk ticket) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ticket_id", ticket.ticketId);
        row.put("customer_id", ticket.customerId);
        row.put("status", ticket.status);
        row.put("priority", ticket.priority);
        row.put("channel", orNull(ticket.channel));
        row.put("team", orNull(ticket.team));
        row.put("created_at", moment(ticket.createdAt));
        row.put("first_reply_at", moment(ticket.repliedAt));
        row.put("frt_s", orNull(ticket.repliedAfter));
        row.put("frt_business_s", orNull(ticket.repliedAfter));
        row.put("first_solved_at", moment(ticket.firstSolvedAt));
        row.put("solved_at", moment(ticket.solvedAt));
        row.put("ttr_s", orNull(ticket.solvedAfter));
        row.put("ttr_business_s", orNull(ticket.solvedAfter));
        row.put("requester_wait_s", orNull(ticket.waited));
        row.put("reopens", ticket.count("reopened"));
        row.put("replies", ticket.replies);
        row.put("reassignments", ticket.count("reassigned"));
        row.put("escalations", ticket.count("escalated"));
        row.put("sla_missed", ticket.count("sla_missed"));
        // which name a policy without promises goes by is up to who wrote the settings
        row.put("sla_policy", ticket.hasPromises ? "default" : ExpectedTables.ANY);
        row.put("frt_due_at", moment(ticket.firstResponse.dueAt(ticket.target(ticket.firstResponse))));
        row.put("ttr_due_at", moment(ticket.resolution.dueAt(ticket.target(ticket.resolution))));
        row.put("frt_breached", ticket.firstResponse.wasBroken);
        row.put("nrt_breached", ticket.nextResponse.wasBroken);
        row.put("ttr_breached", ticket.resolution.wasBroken || ticket.count("sla_missed") > 0);
        row.put("csat", orNull(ticket.rating));
        return row;
    }

    static Map<String, Object> deal(String customerId, DealWalk deal) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("deal_id", deal.dealId);
        row.put("customer_id", customerId);
        row.put("push_count", deal.pushes);
        row.put("days_slipped", deal.daysSlipped);
        row.put("stalled_since", moment(deal.stalledSince));
        return row;
    }

    private static Object moment(@Nullable Long at) {
        return at == null ? ExpectedTables.NULL : Instant.ofEpochMilli(at);
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? ExpectedTables.NULL : value;
    }
}
