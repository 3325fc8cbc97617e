package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All that one customer ever asked of support and still waits for or may come back to: finds responses and solutions that did not come in time, contacts that had to be repeated and switches of
 * channel, and keeps the row of each ticket.
 *
 * <p><b>Shape:</b> what it finds depends on the activities alone and neither on their order nor on when it is asked. A deadline is missed when the watermark reaches it; an event that comes late but
 * happened in time makes the finding vanish. A miss opens, a response or solution given after it closes; both name the ticket.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md.
 */
public final class ServiceDesk {

    private static final int LEAST_BYTES = 40;

    private final Map<String, TicketCase> tickets = new TreeMap<>();
    private Contacts contacts = new Contacts();

    /** Takes one activity in any order; what does not concern support is left alone. */
    public void take(Activity activity) {
        if (activity.kind().stream() != EventStream.SUPPORT) {
            return;
        }
        String ticketId = activity.objectRef();
        if (ticketId != null && TicketChange.concerns(activity.kind())) {
            tickets.computeIfAbsent(ticketId, TicketCase::new).take(TicketChange.of(activity));
        }
        Contact contact = Contact.of(activity);
        if (contact != null) {
            contacts.take(contact);
        }
    }

    /** Tells what holds as of a watermark and is not settled, ticket by ticket. */
    public void find(long watermarkMillis, InForce<ServiceSettings> settings, Consumer<Finding> found) {
        tickets.values().forEach(ticket -> ticket.find(watermarkMillis, settings, found));
        contacts.find(settings, found);
    }

    /** Tells the rows, as of a watermark, of all tickets with anything that is not settled; those of the others are as they were told last. */
    public void rows(long watermarkMillis, InForce<ServiceSettings> settings, Consumer<TicketRow> rows) {
        for (TicketCase ticket : tickets.values()) {
            TicketRow row = ticket.rowIfUnsettled(watermarkMillis, settings);
            if (row != null) {
                rows.accept(row);
            }
        }
    }

    /**
     * Makes certain what happened before a horizon that no event to come can precede, and forgets what can matter no more.
     *
     * @param certain hears the findings that are final; {@link #find} tells them no more
     * @param lastRows hears the final rows of tickets that are forgotten
     */
    public void settle(
            long horizonMillis,
            InForce<ServiceSettings> settings,
            Consumer<Finding> certain,
            Consumer<TicketRow> lastRows) {
        Iterator<TicketCase> each = tickets.values().iterator();
        while (each.hasNext()) {
            TicketCase ticket = each.next();
            ticket.settle(horizonMillis, settings, certain);
            if (ticket.isForgottenAt(horizonMillis, settings)) {
                TicketRow row = ticket.lastRow(settings);
                if (row != null) {
                    lastRows.accept(row);
                }
                each.remove();
            }
        }
        contacts.settle(horizonMillis, settings, certain);
    }

    /** The next watermark at which there is something else to find if nothing happens, or {@link Long#MAX_VALUE}. */
    public long nextLookAfter(long watermarkMillis, InForce<ServiceSettings> settings) {
        long next = Long.MAX_VALUE;
        for (TicketCase ticket : tickets.values()) {
            next = Math.min(next, ticket.nextLookAfter(watermarkMillis, settings));
        }
        return next;
    }

    public boolean isEmpty() {
        return tickets.isEmpty() && contacts.isEmpty();
    }

    public void write(StateWriter out) {
        out.putCount(tickets.size());
        tickets.values().forEach(ticket -> ticket.write(out));
        contacts.write(out);
    }

    public static ServiceDesk read(StateReader in) {
        ServiceDesk desk = new ServiceDesk();
        for (int i = in.getCountOf(LEAST_BYTES); i > 0; i--) {
            TicketCase ticket = TicketCase.read(in);
            desk.tickets.put(ticket.ticketId, ticket);
        }
        desk.contacts = Contacts.read(in);
        return desk;
    }
}
