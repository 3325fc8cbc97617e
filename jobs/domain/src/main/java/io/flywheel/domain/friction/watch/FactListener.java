package io.flywheel.domain.friction.watch;

import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;

/** Hears how it stands with the tickets, deals and inquiries of a customer. */
public interface FactListener {

    void ticket(TicketRow row);

    void deal(DealFacts row);

    void inquiry(InquiryRow row);
}
