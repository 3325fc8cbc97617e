package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Priority;
import org.jspecify.annotations.Nullable;

/**
 * One ticket as it stands: a row of {@code ticket_current} without the customer.
 *
 * <p><b>Shape:</b> null for what never happened, is not known or, as a due time, not running; solved is the last time that the ticket was, whether reopened since or not. {@code breachRetracted}
 * alone depends on when things were told and not only on what happened: a deadline was told as missed, and then an event came late that says otherwise.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; durations in whole seconds of plain time, or of business time on the calendar of the team that ended them.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md, "The row of a ticket".
 */
public record TicketRow(
        String ticketId,
        String status,
        Priority priority,
        @Nullable String channel,
        @Nullable String team,
        @Nullable Long createdAtMillis,
        @Nullable Long firstReplyAtMillis,
        @Nullable Long firstReplySeconds,
        @Nullable Long firstReplyBusinessSeconds,
        @Nullable Long firstSolvedAtMillis,
        @Nullable Long solvedAtMillis,
        @Nullable Long resolutionSeconds,
        @Nullable Long resolutionBusinessSeconds,
        @Nullable Long requesterWaitSeconds,
        int reopens,
        int replies,
        int reassignments,
        int escalations,
        int slaMissed,
        String policy,
        @Nullable Long firstReplyDueAtMillis,
        @Nullable Long resolutionDueAtMillis,
        boolean firstReplyBreached,
        boolean nextReplyBreached,
        boolean resolutionBreached,
        boolean breachRetracted,
        @Nullable Double csat) {}
