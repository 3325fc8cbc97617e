package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * What has been stated of a ticket so far, and the times that follow from it.
 *
 * <p><b>Units:</b> epoch milliseconds and milliseconds; {@link Activity#ABSENT} for what has not happened.
 */
final class TicketTally {

    private static final StatusMeaning[] MEANINGS = StatusMeaning.values();
    private static final Priority[] PRIORITIES = Priority.values();

    long lastAtMillis = Activity.ABSENT;
    String source = "";
    StatusMeaning meaning = StatusMeaning.OPEN;
    String status = StatusMeaning.OPEN.word();
    Priority priority = Priority.NORMAL;

    @Nullable
    String channel;

    @Nullable
    String team;

    long createdAtMillis = Activity.ABSENT;
    /** Since when the first response is waited for. */
    long askedAtMillis = Activity.ABSENT;

    long firstReplyAtMillis = Activity.ABSENT;
    long firstReplyMillis = Activity.ABSENT;
    long firstReplyBusinessMillis = Activity.ABSENT;
    long firstSolvedAtMillis = Activity.ABSENT;
    long solvedAtMillis = Activity.ABSENT;
    long resolutionMillis = Activity.ABSENT;
    long resolutionBusinessMillis = Activity.ABSENT;
    long requesterWaitMillis = Activity.ABSENT;
    private long waitedMillis;
    private long waitingSinceMillis = Activity.ABSENT;
    int reopens;
    int replies;
    int reassignments;
    int escalations;
    int slaMissed;
    /** A bit for each promise that was broken. */
    int breached;

    double csat = Double.NaN;

    TicketTally() {}

    TicketTally(TicketTally other) {
        lastAtMillis = other.lastAtMillis;
        source = other.source;
        meaning = other.meaning;
        status = other.status;
        priority = other.priority;
        channel = other.channel;
        team = other.team;
        createdAtMillis = other.createdAtMillis;
        askedAtMillis = other.askedAtMillis;
        firstReplyAtMillis = other.firstReplyAtMillis;
        firstReplyMillis = other.firstReplyMillis;
        firstReplyBusinessMillis = other.firstReplyBusinessMillis;
        firstSolvedAtMillis = other.firstSolvedAtMillis;
        solvedAtMillis = other.solvedAtMillis;
        resolutionMillis = other.resolutionMillis;
        resolutionBusinessMillis = other.resolutionBusinessMillis;
        requesterWaitMillis = other.requesterWaitMillis;
        waitedMillis = other.waitedMillis;
        waitingSinceMillis = other.waitingSinceMillis;
        reopens = other.reopens;
        replies = other.replies;
        reassignments = other.reassignments;
        escalations = other.escalations;
        slaMissed = other.slaMissed;
        breached = other.breached;
        csat = other.csat;
    }

    /** Takes what a change states. */
    void count(TicketChange change, ServiceSettings settings) {
        if (lastAtMillis == Activity.ABSENT) {
            source = change.source();
        }
        lastAtMillis = change.atMillis();
        channel = channel == null ? change.channel() : channel;
        team = change.team() == null ? team : change.team();
        switch (change.kind()) {
            case TICKET_OPENED -> open(change);
            case PRIORITY_CHANGED -> priority = change.priority();
            case SUPPORT_REOPENED -> reopens++;
            case REASSIGNED -> reassignments++;
            case ESCALATED -> escalations++;
            case SLA_MISSED -> slaMissed++;
            case CSAT_RATED -> csat = change.score();
            default -> {}
        }
        move(change, settings);
    }

    private void open(TicketChange change) {
        if (createdAtMillis == Activity.ABSENT) {
            createdAtMillis = change.atMillis();
            priority = change.priority();
        }
    }

    private void move(TicketChange change, ServiceSettings settings) {
        StatusMeaning before = meaning;
        meaning = meaningAfter(change, settings);
        String stated = change.status();
        if (stated != null && settings.meaningOf(stated) == meaning) {
            status = stated;
        } else if (meaning != before) {
            status = meaning.word();
        }
        long at = change.atMillis();
        if (waitingSinceMillis != Activity.ABSENT) {
            waitedMillis += at - waitingSinceMillis;
        }
        boolean waits = meaning.keepsWaiting() && createdAtMillis != Activity.ABSENT;
        waitingSinceMillis = waits ? at : Activity.ABSENT;
        if (meaning.isDone() && !before.isDone()) {
            solve(at, settings);
        }
    }

    /** A word for the status counts where the kind of the change does not say more; a rating says nothing of it. */
    private StatusMeaning meaningAfter(TicketChange change, ServiceSettings settings) {
        String stated = change.status();
        return switch (change.kind()) {
            case SOLVED -> meaning == StatusMeaning.CLOSED ? meaning : StatusMeaning.SOLVED;
            case CLOSED -> StatusMeaning.CLOSED;
            case SUPPORT_REOPENED -> StatusMeaning.OPEN;
            case WAITING_ON_CUSTOMER -> StatusMeaning.PENDING;
            case CSAT_RATED -> meaning;
            default -> {
                if (stated != null) {
                    yield settings.meaningOf(stated);
                }
                yield change.isCustomersReply() && !meaning.isDone() ? StatusMeaning.OPEN : meaning;
            }
        };
    }

    private void solve(long atMillis, ServiceSettings settings) {
        solvedAtMillis = atMillis;
        if (firstSolvedAtMillis == Activity.ABSENT) {
            firstSolvedAtMillis = atMillis;
        }
        if (createdAtMillis != Activity.ABSENT) {
            resolutionMillis = atMillis - createdAtMillis;
            resolutionBusinessMillis = settings.calendarOf(team).businessBetween(createdAtMillis, atMillis);
            requesterWaitMillis = waitedMillis;
        }
    }

    /** Takes an answer of a human being. */
    void answer(long atMillis, ServiceSettings settings) {
        replies++;
        if (firstReplyAtMillis == Activity.ABSENT) {
            firstReplyAtMillis = atMillis;
            if (askedAtMillis != Activity.ABSENT) {
                firstReplyMillis = atMillis - askedAtMillis;
                firstReplyBusinessMillis = settings.calendarOf(team).businessBetween(askedAtMillis, atMillis);
            }
        }
    }

    void write(StateWriter out) {
        out.putSigned(lastAtMillis);
        out.putText(source);
        out.putByte(meaning.ordinal());
        out.putText(status);
        out.putByte(priority.ordinal());
        out.putText(channel);
        out.putText(team);
        out.putSigned(createdAtMillis);
        out.putSigned(askedAtMillis);
        out.putSigned(firstReplyAtMillis);
        out.putSigned(firstReplyMillis);
        out.putSigned(firstReplyBusinessMillis);
        out.putSigned(firstSolvedAtMillis);
        out.putSigned(solvedAtMillis);
        out.putSigned(resolutionMillis);
        out.putSigned(resolutionBusinessMillis);
        out.putSigned(requesterWaitMillis);
        out.putSigned(waitedMillis);
        out.putSigned(waitingSinceMillis);
        out.putCount(reopens);
        out.putCount(replies);
        out.putCount(reassignments);
        out.putCount(escalations);
        out.putCount(slaMissed);
        out.putCount(breached);
        out.putDouble(csat);
    }

    static TicketTally read(StateReader in) {
        TicketTally tally = new TicketTally();
        tally.lastAtMillis = in.getSigned();
        tally.source = in.getPresentText();
        tally.meaning = MEANINGS[in.getByte()];
        tally.status = in.getPresentText();
        tally.priority = PRIORITIES[in.getByte()];
        tally.channel = in.getText();
        tally.team = in.getText();
        tally.createdAtMillis = in.getSigned();
        tally.askedAtMillis = in.getSigned();
        tally.firstReplyAtMillis = in.getSigned();
        tally.firstReplyMillis = in.getSigned();
        tally.firstReplyBusinessMillis = in.getSigned();
        tally.firstSolvedAtMillis = in.getSigned();
        tally.solvedAtMillis = in.getSigned();
        tally.resolutionMillis = in.getSigned();
        tally.resolutionBusinessMillis = in.getSigned();
        tally.requesterWaitMillis = in.getSigned();
        tally.waitedMillis = in.getSigned();
        tally.waitingSinceMillis = in.getSigned();
        tally.reopens = in.getCount();
        tally.replies = in.getCount();
        tally.reassignments = in.getCount();
        tally.escalations = in.getCount();
        tally.slaMissed = in.getCount();
        tally.breached = in.getCount();
        tally.csat = in.getDouble();
        return tally;
    }
}
