package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What an activity says of its ticket.
 *
 * <p><b>Shape:</b> ordered by time; at one moment by what usually comes first, for many sources know only minutes; then by the id of the event.
 */
record TicketChange(
        long atMillis,
        ActivityKind kind,
        Actor actor,
        boolean isPublic,
        Priority priority,
        double score,
        String source,
        String eventId,
        @Nullable String channel,
        @Nullable String team,
        @Nullable String status) {

    static final int LEAST_BYTES = 18;

    static final Comparator<TicketChange> ORDER = Comparator.comparingLong(TicketChange::atMillis)
            .thenComparingInt(TicketChange::rank)
            .thenComparing(TicketChange::eventId)
            .thenComparing(TicketChange::source);

    private static final ActivityKind[] KINDS = ActivityKind.values();
    private static final Actor[] ACTORS = Actor.values();
    private static final Priority[] PRIORITIES = Priority.values();

    static TicketChange of(Activity activity) {
        return new TicketChange(
                activity.occurredAtMillis(),
                activity.kind(),
                activity.actor(),
                activity.isPublic(),
                activity.priority(),
                activity.score(),
                activity.source(),
                activity.eventId(),
                activity.channel(),
                activity.team(),
                activity.status());
    }

    /** Whether activities of a kind say anything of the ticket that they name. */
    static boolean concerns(ActivityKind kind) {
        return rank(kind) >= 0;
    }

    private int rank() {
        return rank(kind);
    }

    private static int rank(ActivityKind kind) {
        return switch (kind) {
            case TICKET_OPENED -> 0;
            case SUPPORT_REOPENED -> 1;
            case PRIORITY_CHANGED -> 2;
            case REASSIGNED, ESCALATED -> 3;
            case STATUS_CHANGED -> 4;
            case REPLIED, CALL_ANSWERED -> 5;
            case WAITING_ON_CUSTOMER -> 6;
            case SLA_MISSED -> 7;
            case SOLVED -> 8;
            case CLOSED -> 9;
            case CSAT_RATED -> 10;
            default -> -1;
        };
    }

    /** Whether it shows that there is a ticket; a rating or a call may name a call instead. */
    boolean isOfTicket() {
        return kind != ActivityKind.CSAT_RATED && kind != ActivityKind.CALL_ANSWERED;
    }

    /** Whether a human being answered the customer: not a robot, and no note among colleagues. */
    boolean isAnswer() {
        return kind == ActivityKind.CALL_ANSWERED || kind == ActivityKind.REPLIED && actor == Actor.AGENT && isPublic;
    }

    boolean isCustomersReply() {
        return kind == ActivityKind.REPLIED && actor == Actor.CUSTOMER;
    }

    boolean isSameEvent(TicketChange other) {
        return eventId.equals(other.eventId) && source.equals(other.source);
    }

    void write(StateWriter out) {
        out.putSigned(atMillis);
        out.putCount(kind.ordinal());
        out.putByte(actor.ordinal());
        out.putByte(isPublic ? 1 : 0);
        out.putByte(priority.ordinal());
        out.putDouble(score);
        out.putText(source);
        out.putText(eventId);
        out.putText(channel);
        out.putText(team);
        out.putText(status);
    }

    static TicketChange read(StateReader in) {
        return new TicketChange(
                in.getSigned(),
                KINDS[in.getCount()],
                ACTORS[in.getByte()],
                in.getByte() == 1,
                PRIORITIES[in.getByte()],
                in.getDouble(),
                in.getPresentText(),
                in.getPresentText(),
                in.getText(),
                in.getText(),
                in.getText());
    }
}
