package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.Found;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a ticket has come, walked through change by change in the order of time.
 *
 * <p><b>Shape:</b> what it is at a moment follows from what happened before that moment and nothing else. So a part of the walk that can change no more can be kept as one course, from which the
 * walk goes on; a deadline passes between two changes, and something that happens at its very moment is still in time.
 *
 * <p><b>Units:</b> epoch milliseconds; {@link Activity#ABSENT} for what has not happened.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md.
 */
final class TicketCourse {

    private static final Promise[] PROMISES = Promise.values();

    final TicketTally tally;
    private final TicketClock[] clocks = new TicketClock[PROMISES.length];
    /** For each promise the first miss that nobody has made good yet. */
    private final @Nullable Miss[] misses = new Miss[PROMISES.length];

    private record Miss(String startedBy, long atMillis) {}

    TicketCourse() {
        this(new TicketTally());
    }

    private TicketCourse(TicketTally tally) {
        this.tally = tally;
        for (int i = 0; i < clocks.length; i++) {
            clocks[i] = new TicketClock();
        }
    }

    TicketCourse(TicketCourse other) {
        tally = new TicketTally(other.tally);
        for (int i = 0; i < clocks.length; i++) {
            clocks[i] = new TicketClock(other.clocks[i]);
            misses[i] = other.misses[i];
        }
    }

    /** What is promised to the ticket: the settings in force when it was opened, or when it was last heard of if nobody saw that. */
    ServiceSettings judgedBy(InForce<ServiceSettings> settings) {
        return judgedBy(settings, tally.lastAtMillis);
    }

    /** The same for a change at a moment, which may be the opening itself. */
    ServiceSettings judgedBy(InForce<ServiceSettings> settings, long otherwiseMillis) {
        return settings.at(tally.createdAtMillis == Activity.ABSENT ? otherwiseMillis : tally.createdAtMillis);
    }

    /** Whether a ticket is known at all. */
    boolean isKnown() {
        return tally.lastAtMillis != Activity.ABSENT;
    }

    /** Whether what comes at this time or later has nothing to do with this history any more. */
    boolean isForgottenAt(long atMillis, ServiceSettings settings) {
        return isKnown() && tally.meaning.isDone() && atMillis - tally.lastAtMillis > settings.forgottenAfterMillis();
    }

    /** Lets the deadlines before a moment pass. */
    void passBefore(long momentMillis, String ticketId, ServiceSettings settings, Found found) {
        while (true) {
            Promise next = null;
            long earliest = momentMillis;
            for (Promise promise : PROMISES) {
                long missedAt = missedAtMillis(promise, settings);
                if (missedAt < earliest) {
                    earliest = missedAt;
                    next = promise;
                }
            }
            if (next == null) {
                return;
            }
            miss(next, earliest, ticketId, found);
        }
    }

    private long missedAtMillis(Promise promise, ServiceSettings settings) {
        boolean stated = promise == Promise.RESOLUTION && tally.slaMissed > 0;
        return stated ? Long.MAX_VALUE : clock(promise).missedAtMillis(pace(promise, settings));
    }

    private void miss(Promise promise, long atMillis, String ticketId, Found found) {
        TicketClock clock = clock(promise);
        String startedBy = clock.startedBy();
        if (startedBy == null) {
            throw new IllegalStateException("a clock of ticket " + ticketId + " was missed but does not run");
        }
        clock.miss();
        tally.breached |= 1 << promise.ordinal();
        if (misses[promise.ordinal()] == null) {
            misses[promise.ordinal()] = new Miss(startedBy, atMillis);
        }
        found.tell(finding(promise.missed(), ticketId, startedBy, atMillis, List.of(startedBy)), atMillis);
    }

    private Finding finding(ActivityKind kind, String ticketId, String causedBy, long atMillis, List<String> evidence) {
        String id = kind.type() + ":" + ticketId + ":" + causedBy;
        return new Finding(kind, tally.source, id, atMillis, ticketId, null, null, tally.channel, 1, evidence);
    }

    /** Takes the next change; the deadlines before it have passed. */
    void take(TicketChange change, String ticketId, ServiceSettings settings, Found found) {
        long at = change.atMillis();
        for (Promise promise : PROMISES) {
            clock(promise).count(at, pace(promise, settings));
        }
        boolean opens = change.kind() == ActivityKind.TICKET_OPENED && tally.createdAtMillis == Activity.ABSENT;
        tally.count(change, settings);
        if (opens) {
            begin(change);
        } else if (change.kind() == ActivityKind.SUPPORT_REOPENED) {
            beginAgain(change);
        }
        if (change.isAnswer()) {
            tally.answer(at, settings);
            keep(change, ticketId, found, Promise.FIRST_RESPONSE, Promise.NEXT_RESPONSE);
        } else if (change.isCustomersReply() && !clock(Promise.FIRST_RESPONSE).isRunning()) {
            startUnlessRunning(Promise.NEXT_RESPONSE, change);
        }
        if (tally.meaning.isDone()) {
            keep(change, ticketId, found, PROMISES);
        }
        pauseOrResume(at, settings);
    }

    private void begin(TicketChange change) {
        if (tally.firstReplyAtMillis == Activity.ABSENT) {
            tally.askedAtMillis = change.atMillis();
            clock(Promise.FIRST_RESPONSE).start(change.eventId(), change.atMillis());
        }
        clock(Promise.RESOLUTION).start(change.eventId(), change.atMillis());
    }

    /** A reopened ticket asks once more: for its first response if no human being has given one, else for the next one, and for a solution. */
    private void beginAgain(TicketChange change) {
        if (tally.firstReplyAtMillis == Activity.ABSENT) {
            tally.askedAtMillis = change.atMillis();
            clock(Promise.FIRST_RESPONSE).start(change.eventId(), change.atMillis());
        } else if (change.actor() != Actor.AGENT) {
            startUnlessRunning(Promise.NEXT_RESPONSE, change);
        }
        clock(Promise.RESOLUTION).start(change.eventId(), change.atMillis());
    }

    private void startUnlessRunning(Promise promise, TicketChange change) {
        if (!clock(promise).isRunning()) {
            clock(promise).start(change.eventId(), change.atMillis());
        }
    }

    /** Stops clocks whose promise is kept by a change, and tells of those that were broken before; a solution stands in for a response. */
    private void keep(TicketChange change, String ticketId, Found found, Promise... kept) {
        Miss response = null;
        for (Promise promise : kept) {
            clock(promise).stop();
            Miss miss = misses[promise.ordinal()];
            misses[promise.ordinal()] = null;
            if (miss == null) {
                continue;
            }
            if (promise == Promise.RESOLUTION) {
                tellGiven(promise, miss, change, ticketId, found);
            } else if (response == null || miss.atMillis < response.atMillis) {
                response = miss;
            }
        }
        if (response != null) {
            tellGiven(Promise.FIRST_RESPONSE, response, change, ticketId, found);
        }
    }

    private void tellGiven(Promise promise, Miss miss, TicketChange change, String ticketId, Found found) {
        List<String> evidence = List.of(miss.startedBy, change.eventId());
        found.tell(finding(promise.given(), ticketId, change.eventId(), change.atMillis(), evidence), miss.atMillis);
    }

    private void pauseOrResume(long atMillis, ServiceSettings settings) {
        boolean pauses = settings.isPausing(tally.meaning);
        for (Promise promise : PROMISES) {
            if (pauses) {
                clock(promise).pause(pace(promise, settings));
            } else {
                clock(promise).resume(atMillis);
            }
        }
    }

    /** When a promise falls due as things stand, or {@link Activity#ABSENT}. */
    long dueMillis(Promise promise, ServiceSettings settings) {
        return clock(promise).dueMillis(pace(promise, settings));
    }

    /** Whether a deadline may still pass. */
    boolean isWaiting() {
        for (TicketClock clock : clocks) {
            if (clock.isRunning()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a promise was ever broken, as told by the clock. */
    boolean isBreached(Promise promise) {
        return (tally.breached & 1 << promise.ordinal()) != 0;
    }

    private TicketClock clock(Promise promise) {
        return clocks[promise.ordinal()];
    }

    /** Without a target the business calendar counts, in case that a later priority has one. */
    private TicketClock.Pace pace(Promise promise, ServiceSettings settings) {
        ServiceTarget target = promise.target(settings.policyOf(tally.source).of(tally.priority));
        boolean business = target == null || target.inBusinessTime();
        return new TicketClock.Pace(target, business ? settings.calendarOf(tally.team) : BusinessCalendar.alwaysOpen());
    }

    void write(StateWriter out) {
        tally.write(out);
        for (int i = 0; i < clocks.length; i++) {
            clocks[i].write(out);
            Miss miss = misses[i];
            out.putText(miss == null ? null : miss.startedBy);
            if (miss != null) {
                out.putSigned(miss.atMillis);
            }
        }
    }

    static TicketCourse read(StateReader in) {
        TicketCourse course = new TicketCourse(TicketTally.read(in));
        for (int i = 0; i < course.clocks.length; i++) {
            course.clocks[i] = TicketClock.read(in);
            String startedBy = in.getText();
            course.misses[i] = startedBy == null ? null : new Miss(startedBy, in.getSigned());
        }
        return course;
    }
}
