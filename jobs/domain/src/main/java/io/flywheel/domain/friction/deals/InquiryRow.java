package io.flywheel.domain.friction.deals;

import org.jspecify.annotations.Nullable;

/**
 * One time that a customer asked to be contacted and waited: a row of {@code inquiry}.
 *
 * <p><b>Shape:</b> named by the inquiry with which the waiting began; what else is asked until the first touch belongs to it.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; {@code touchedAtMillis} is null while nobody turned to the customer, {@code dueAtMillis} where no target is set.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md, "Speed to lead".
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
        boolean leftWaiting) {}
