package io.flywheel.local.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Inquiries that nobody answered within the hour.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md, "Speed to lead".
 */
final class LeadFriction {

    private static final long TIME_TO_ANSWER = Duration.ofHours(1).toMillis();
    private static final Set<String> INQUIRIES =
            Set.of("clickstream.form_submit", "support.call_missed", "support.call_abandoned", "support.voicemail");
    private static final Set<String> TOUCHES = Set.of(
            "support.outbound_call",
            "support.call_answered",
            "support.replied",
            "deals.activity_logged",
            "deals.meeting_booked");

    private LeadFriction() {}

    static List<PlainFinding> of(List<PlainEvent> events) {
        TreeSet<Long> touches = new TreeSet<>();
        events.stream().filter(LeadFriction::isTouch).forEach(event -> touches.add(event.occurredAtMillis()));
        List<PlainFinding> found = new ArrayList<>();
        long over = Long.MIN_VALUE;
        for (PlainEvent asked : inquiries(events)) {
            long at = asked.occurredAtMillis();
            if (at <= over) {
                continue;
            }
            long due = at + TIME_TO_ANSWER;
            Long touch = touches.ceiling(at);
            over = touch == null ? due : Math.min(touch, due);
            if (touch == null || touch > due) {
                found.add(PlainFinding.of("deals.lead_left_waiting", asked, due, due, asked.required("event_id"))
                        .at(asked)
                        .about(asked.object())
                        .because(List.of(asked)));
            }
        }
        return found;
    }

    private static List<PlainEvent> inquiries(List<PlainEvent> events) {
        return events.stream()
                .filter(event -> INQUIRIES.contains(event.qualifiedType()) && ClickFriction.isByCustomer(event))
                .sorted(Comparator.comparingLong(PlainEvent::occurredAtMillis)
                        .thenComparing(event -> event.required("event_id"))
                        .thenComparing(event -> event.required("source")))
                .toList();
    }

    private static boolean isTouch(PlainEvent event) {
        boolean isNote = event.qualifiedType().equals("support.replied") && !TicketWalk.isPublic(event);
        return TOUCHES.contains(event.qualifiedType()) && "agent".equals(event.text("actor")) && !isNote;
    }
}
