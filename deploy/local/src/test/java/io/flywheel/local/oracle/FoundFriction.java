package io.flywheel.local.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * All friction that the events of a customer make together, told from all of them at once.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md, friction-service.md and friction-deals.md, and nothing else.
 */
final class FoundFriction {

    private FoundFriction() {}

    /** What holds once the watermark stands there. */
    static List<PlainFinding> of(List<PlainEvent> events, Thresholds thresholds, long watermark) {
        List<PlainFinding> found = new ArrayList<>(ClickFriction.of(events, thresholds));
        found.addAll(ContactFriction.of(events));
        TicketWalk.all(events, thresholds, watermark).forEach(ticket -> found.addAll(ticket.found()));
        DealWalk.all(events, watermark).forEach(deal -> found.addAll(deal.found()));
        found.addAll(LeadFriction.of(events));
        found.removeIf(finding -> finding.holdsFrom() > watermark);
        return found;
    }
}
