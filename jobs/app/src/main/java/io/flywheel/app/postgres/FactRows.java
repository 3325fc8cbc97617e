package io.flywheel.app.postgres;

import io.flywheel.domain.facts.CallRow;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.facts.RatingRow;
import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import java.util.Locale;

/**
 * The row that a single fact about a customer becomes, and its name: of two facts of the same name only the later is written.
 *
 * <p><b>Errors:</b> {@link IllegalStateException} for a fact without a row.
 */
final class FactRows {

    private static final int WITH_THE_CUSTOMERS = 0;

    private FactRows() {}

    static OutputKey key(CustomerFact fact) {
        FrictionRow friction = fact.friction();
        TicketRow ticket = fact.ticket();
        DealFacts deal = fact.deal();
        CallRow call = fact.call();
        RatingRow rating = fact.rating();
        InquiryRow inquiry = fact.inquiry();
        if (friction != null) {
            return key("friction", friction.frictionId());
        } else if (ticket != null) {
            return key("ticket", ticket.ticketId(), fact.customerId());
        } else if (deal != null) {
            return key("deal", deal.dealId(), fact.customerId());
        } else if (call != null) {
            return key("call", call.source(), call.eventId());
        } else if (rating != null) {
            return key("rating", rating.source(), rating.eventId());
        } else if (inquiry != null) {
            return key("inquiry", inquiry.source(), inquiry.eventId());
        }
        throw new IllegalStateException(
                "a fact about customer " + fact.customerId() + " must have a row, and has none");
    }

    private static OutputKey key(String... parts) {
        return new OutputKey(WITH_THE_CUSTOMERS, String.join("\n", parts));
    }

    static void write(CustomerFact fact, RowWriter rows) {
        FrictionRow friction = fact.friction();
        TicketRow ticket = fact.ticket();
        DealFacts deal = fact.deal();
        CallRow call = fact.call();
        RatingRow rating = fact.rating();
        InquiryRow inquiry = fact.inquiry();
        if (friction != null) {
            write(fact.customerId(), friction, rows);
        } else if (ticket != null) {
            write(fact.customerId(), ticket, rows);
        } else if (deal != null) {
            write(fact.customerId(), deal, rows);
        } else if (call != null) {
            write(fact.customerId(), call, rows);
        } else if (rating != null) {
            write(fact.customerId(), rating, rows);
        } else if (inquiry != null) {
            write(fact.customerId(), inquiry, rows);
        }
    }

    private static void write(String customerId, FrictionRow row, RowWriter rows) {
        rows.start(Table.FRICTION_EVENT)
                .text(row.frictionId())
                .text(customerId)
                .text(row.accountId())
                .text(row.signalType())
                .text(word(row.kind()))
                .text(word(row.status()))
                .thousandths(row.weightThousandths())
                .text(word(row.severity()))
                .text(row.phase().word())
                .text(row.department().word())
                .text(row.channel())
                .text(row.page())
                .text(row.target())
                .text(row.objectType())
                .text(row.objectRef())
                .time(row.occurredAtMillis())
                .time(row.detectedAtMillis())
                .timeIfKnown(row.closedAtMillis())
                .truth(row.isFound())
                .text(row.source())
                .texts(row.eventIds())
                .end();
    }

    private static void write(String customerId, TicketRow row, RowWriter rows) {
        rows.start(Table.TICKET_CURRENT)
                .text(row.ticketId())
                .text(customerId)
                .text(row.status())
                .text(word(row.priority()))
                .text(row.channel())
                .text(row.team())
                .timeIfKnown(row.createdAtMillis())
                .timeIfKnown(row.firstReplyAtMillis())
                .bigintIfKnown(row.firstReplySeconds())
                .bigintIfKnown(row.firstReplyBusinessSeconds())
                .timeIfKnown(row.firstSolvedAtMillis())
                .timeIfKnown(row.solvedAtMillis())
                .bigintIfKnown(row.resolutionSeconds())
                .bigintIfKnown(row.resolutionBusinessSeconds())
                .bigintIfKnown(row.requesterWaitSeconds())
                .integer(row.reopens())
                .integer(row.replies())
                .integer(row.reassignments())
                .integer(row.escalations())
                .integer(row.slaMissed())
                .text(row.policy())
                .timeIfKnown(row.firstReplyDueAtMillis())
                .timeIfKnown(row.resolutionDueAtMillis())
                .truth(row.firstReplyBreached())
                .truth(row.nextReplyBreached())
                .truth(row.resolutionBreached())
                .truth(row.breachRetracted())
                .numberIfKnown(row.csat())
                .end();
    }

    private static void write(String customerId, DealFacts row, RowWriter rows) {
        rows.start(Table.DEAL_FRICTION)
                .text(row.dealId())
                .text(customerId)
                .integer(row.pushCount())
                .bigint(row.daysSlipped())
                .timeIfKnown(row.stalledSinceMillis())
                .end();
    }

    private static void write(String customerId, CallRow row, RowWriter rows) {
        Integer transfers = row.transfers();
        rows.start(Table.SUPPORT_CALL)
                .text(row.source())
                .text(row.eventId())
                .text(customerId)
                .text(row.kind().type())
                .text(word(row.actor()))
                .text(row.callId())
                .text(row.team())
                .text(row.channel())
                .text(row.campaign())
                .text(row.topic())
                .time(row.occurredAtMillis())
                .bigintIfKnown(row.waitSeconds())
                .bigintIfKnown(row.talkSeconds())
                .bigintIfKnown(row.holdSeconds());
        (transfers == null ? rows.nothing() : rows.integer(transfers)).end();
    }

    private static void write(String customerId, RatingRow row, RowWriter rows) {
        rows.start(Table.SUPPORT_RATING)
                .text(row.source())
                .text(row.eventId())
                .text(customerId)
                .text(row.kind().type())
                .number(row.score())
                .text(row.ticketId())
                .text(row.team())
                .text(row.channel())
                .time(row.occurredAtMillis())
                .end();
    }

    private static void write(String customerId, InquiryRow row, RowWriter rows) {
        rows.start(Table.INQUIRY)
                .text(row.source())
                .text(row.eventId())
                .text(customerId)
                .text(row.type())
                .text(row.channel())
                .text(row.page())
                .time(row.askedAtMillis())
                .timeIfKnown(row.dueAtMillis())
                .timeIfKnown(row.touchedAtMillis())
                .text(row.touchedBy())
                .truth(row.leftWaiting())
                .truth(row.repeated())
                .end();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
