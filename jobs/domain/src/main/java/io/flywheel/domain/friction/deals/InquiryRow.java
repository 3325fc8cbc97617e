package io.flywheel.domain.friction.deals;

import org.jspecify.annotations.Nullable;

/**
 * One time that a customer asked to be contacted, and how long it took until somebody turned to the customer: a row of {@code inquiry}.
 *
 * <p><b>Shape:</b> every inquiry has one. One that is {@code repeated} was asked while the customer waited already: it belongs to that waiting and has neither a due time nor a touch of its own.
 * {@code leftWaiting} is as {@code lead_left_waiting} is found; such an inquiry goes on waiting for its touch. {@code type} and {@code touchedBy} are kinds of events, such as {@code form_submit} and
 * {@code outbound_call}.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; {@code touchedAtMillis} is null while nobody turned to the customer, {@code dueAtMillis} where no target is set.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md, "The row of an inquiry".
 */
public record InquiryRow(
        String source,
        String eventId,
        String type,
        @Nullable String channel,
        @Nullable String page,
        long askedAtMillis,
        @Nullable Long dueAtMillis,
        @Nullable Long touchedAtMillis,
        @Nullable String touchedBy,
        boolean leftWaiting,
        boolean repeated) {}
