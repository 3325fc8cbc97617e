package io.flywheel.domain.customer;

import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import io.flywheel.domain.friction.watch.FactListener;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps tickets, deals and inquiries that are as they were told last from being told again.
 *
 * <p><b>Shape:</b> remembers in memory only and not for long: what is told once more than needed changes no table.
 */
final class ToldFacts {

    private final Map<String, Object> rows = new HashMap<>(0);

    /** Hands on what differs from what was told. */
    FactListener before(FactListener listener) {
        return new FactListener() {
            @Override
            public void ticket(TicketRow row) {
                if (isNew("ticket\n" + row.ticketId(), row)) {
                    listener.ticket(row);
                }
            }

            @Override
            public void deal(DealFacts row) {
                if (isNew("deal\n" + row.dealId(), row)) {
                    listener.deal(row);
                }
            }

            @Override
            public void inquiry(InquiryRow row) {
                if (isNew("inquiry\n" + row.source() + '\n' + row.eventId(), row)) {
                    listener.inquiry(row);
                }
            }
        };
    }

    private boolean isNew(String name, Object row) {
        return !row.equals(rows.put(name, row));
    }

    void forget() {
        rows.clear();
    }
}
