package io.flywheel.domain.facts;

import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import org.jspecify.annotations.Nullable;

/** One fact about a customer; a later fact of the same name replaces it. Exactly one of the rows is present. */
public record CustomerFact(
        String customerId,
        @Nullable FrictionRow friction,
        @Nullable TicketRow ticket,
        @Nullable DealFacts deal,
        @Nullable CallRow call,
        @Nullable RatingRow rating,
        @Nullable InquiryRow inquiry) {

    public static CustomerFact of(String customerId, FrictionRow row) {
        return new CustomerFact(customerId, row, null, null, null, null, null);
    }

    public static CustomerFact of(String customerId, TicketRow row) {
        return new CustomerFact(customerId, null, row, null, null, null, null);
    }

    public static CustomerFact of(String customerId, DealFacts row) {
        return new CustomerFact(customerId, null, null, row, null, null, null);
    }

    public static CustomerFact of(String customerId, CallRow row) {
        return new CustomerFact(customerId, null, null, null, row, null, null);
    }

    public static CustomerFact of(String customerId, RatingRow row) {
        return new CustomerFact(customerId, null, null, null, null, row, null);
    }

    public static CustomerFact of(String customerId, InquiryRow row) {
        return new CustomerFact(customerId, null, null, null, null, null, row);
    }
}
