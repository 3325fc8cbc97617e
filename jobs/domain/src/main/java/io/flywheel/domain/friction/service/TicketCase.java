package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.Found;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One ticket: how far it has come for certain, and the changes since that others may still precede.
 *
 * <p><b>Shape:</b> changes are kept in their order, whatever the order they come in, and walked through anew when somebody asks. What lies behind the horizon becomes part of the course. Misses that
 * were told are remembered until they are certain, so that one which an event come late undoes is known as retracted. What is promised to a ticket is what was in force when it was opened.
 */
final class TicketCase {

    final String ticketId;
    private TicketCourse settled = new TicketCourse();
    private final List<TicketChange> changes = new ArrayList<>(2);
    private final List<Told> told = new ArrayList<>(0);
    private boolean retracted;

    /** A miss that was told, and the deadline that was passed. */
    private record Told(String eventId, long atMillis) {}

    TicketCase(String ticketId) {
        this.ticketId = ticketId;
    }

    /** Takes a change in any order; the same event twice counts once. */
    void take(TicketChange change) {
        int place = changes.size();
        while (place > 0 && TicketChange.ORDER.compare(change, changes.get(place - 1)) < 0) {
            place--;
        }
        if (changes.stream().noneMatch(change::isSameEvent)) {
            changes.add(place, change);
        }
    }

    /** Whether all of it is settled and nothing is waited for: most tickets of a customer, most of the time. */
    private boolean isAtRest() {
        return changes.isEmpty() && told.isEmpty() && !settled.isWaiting();
    }

    /** What holds at a watermark of what is not settled. */
    void find(long watermarkMillis, InForce<ServiceSettings> settings, Consumer<Finding> found) {
        if (isAtRest()) {
            return;
        }
        List<Told> missed = new ArrayList<>(0);
        walk(afterAll(Math.max(watermarkMillis, lastToldMillis())), settings, (finding, from) -> {
            if (isMiss(finding)) {
                missed.add(new Told(finding.eventId(), from));
            }
            if (from <= watermarkMillis) {
                found.accept(finding);
            }
        });
        retracted |= isToldInVain(missed);
        told.removeIf(one -> !stands(one, missed));
        for (Told one : missed) {
            if (one.atMillis <= watermarkMillis && !stands(one, told)) {
                told.add(one);
            }
        }
    }

    private static boolean isMiss(Finding finding) {
        return finding.kind() != Promise.RESOLUTION.given() && finding.kind() != Promise.FIRST_RESPONSE.given();
    }

    private long lastToldMillis() {
        return told.stream().mapToLong(Told::atMillis).max().orElse(Long.MIN_VALUE);
    }

    private boolean isToldInVain(List<Told> missed) {
        return told.stream().anyMatch(one -> !stands(one, missed));
    }

    private static boolean stands(Told one, List<Told> missed) {
        return missed.stream().anyMatch(other -> other.eventId.equals(one.eventId));
    }

    private static long afterAll(long watermarkMillis) {
        return watermarkMillis == Long.MAX_VALUE ? watermarkMillis : watermarkMillis + 1;
    }

    /** The row of the ticket at a watermark, if it may differ from what was told when all of it was settled; null also for what is no ticket. */
    @Nullable
    TicketRow rowIfUnsettled(long watermarkMillis, InForce<ServiceSettings> settings) {
        if (isAtRest()) {
            return null;
        }
        List<Told> missed = new ArrayList<>(0);
        boolean[] moved = {!changes.isEmpty()};
        TicketCourse course = walk(afterAll(Math.max(watermarkMillis, lastToldMillis())), settings, (finding, from) -> {
            moved[0] = true;
            missed.add(new Told(finding.eventId(), from));
        });
        if (!course.isKnown() || !moved[0] && told.isEmpty()) {
            return null;
        }
        return row(course, retracted || isToldInVain(missed), settings);
    }

    /** When a deadline passes next after a watermark, if nothing happens. */
    long nextLookAfter(long watermarkMillis, InForce<ServiceSettings> settings) {
        if (isAtRest()) {
            return Long.MAX_VALUE;
        }
        long[] next = {Long.MAX_VALUE};
        walk(Long.MAX_VALUE, settings, (finding, from) -> {
            if (from > watermarkMillis) {
                next[0] = Math.min(next[0], from);
            }
        });
        return next[0];
    }

    private TicketCourse walk(long endMillis, InForce<ServiceSettings> settings, Found found) {
        TicketCourse course = new TicketCourse(settled);
        for (TicketChange change : changes) {
            course = step(course, change, settings, found);
        }
        course.passBefore(endMillis, ticketId, course.judgedBy(settings), found);
        return course;
    }

    private TicketCourse step(TicketCourse from, TicketChange change, InForce<ServiceSettings> settings, Found found) {
        ServiceSettings before = from.judgedBy(settings);
        from.passBefore(change.atMillis(), ticketId, before, found);
        TicketCourse course = from.isForgottenAt(change.atMillis(), before) ? new TicketCourse() : from;
        if (course.isKnown() || change.isOfTicket()) {
            course.take(change, ticketId, course.judgedBy(settings, change.atMillis()), found);
        }
        return course;
    }

    /** Makes what happened before the horizon certain and tells what it found. */
    void settle(long horizonMillis, InForce<ServiceSettings> settings, Consumer<Finding> certain) {
        Found found = (finding, from) -> {
            told.removeIf(one -> one.eventId.equals(finding.eventId()));
            certain.accept(finding);
        };
        int early = 0;
        while (early < changes.size() && changes.get(early).atMillis() < horizonMillis) {
            settled = step(settled, changes.get(early), settings, found);
            early++;
        }
        changes.subList(0, early).clear();
        settled.passBefore(horizonMillis, ticketId, settled.judgedBy(settings), found);
        retracted |= told.removeIf(one -> one.atMillis < horizonMillis);
    }

    /** Whether nothing that still can come has to do with what is kept. */
    boolean isForgottenAt(long horizonMillis, InForce<ServiceSettings> settings) {
        return changes.isEmpty()
                && (!settled.isKnown() || settled.isForgottenAt(horizonMillis, settled.judgedBy(settings)));
    }

    /** The last row of a ticket that is settled altogether; null for what is no ticket. */
    @Nullable
    TicketRow lastRow(InForce<ServiceSettings> settings) {
        return settled.isKnown() ? row(settled, retracted || !told.isEmpty(), settings) : null;
    }

    private TicketRow row(TicketCourse course, boolean breachRetracted, InForce<ServiceSettings> inForce) {
        TicketTally tally = course.tally;
        ServiceSettings settings = course.judgedBy(inForce);
        return new TicketRow(
                ticketId,
                tally.status,
                tally.priority,
                tally.channel,
                tally.team,
                orNull(tally.createdAtMillis),
                orNull(tally.firstReplyAtMillis),
                seconds(tally.firstReplyMillis),
                seconds(tally.firstReplyBusinessMillis),
                orNull(tally.firstSolvedAtMillis),
                orNull(tally.solvedAtMillis),
                seconds(tally.resolutionMillis),
                seconds(tally.resolutionBusinessMillis),
                seconds(tally.requesterWaitMillis),
                tally.reopens,
                tally.replies,
                tally.reassignments,
                tally.escalations,
                tally.slaMissed,
                settings.policyOf(tally.source).name(),
                orNull(course.dueMillis(Promise.FIRST_RESPONSE, settings)),
                orNull(course.dueMillis(Promise.RESOLUTION, settings)),
                course.isBreached(Promise.FIRST_RESPONSE),
                course.isBreached(Promise.NEXT_RESPONSE),
                course.isBreached(Promise.RESOLUTION) || tally.slaMissed > 0,
                breachRetracted,
                Double.isNaN(tally.csat) ? null : tally.csat);
    }

    private static @Nullable Long orNull(long millis) {
        return millis == Activity.ABSENT ? null : millis;
    }

    private static @Nullable Long seconds(long millis) {
        return millis == Activity.ABSENT ? null : millis / 1000;
    }

    void write(StateWriter out) {
        out.putText(ticketId);
        settled.write(out);
        out.putCount(changes.size());
        changes.forEach(change -> change.write(out));
        out.putCount(told.size());
        for (Told one : told) {
            out.putText(one.eventId);
            out.putSigned(one.atMillis);
        }
        out.putByte(retracted ? 1 : 0);
    }

    static TicketCase read(StateReader in) {
        TicketCase one = new TicketCase(in.getPresentText());
        one.settled = TicketCourse.read(in);
        for (int i = in.getCountOf(TicketChange.LEAST_BYTES); i > 0; i--) {
            one.changes.add(TicketChange.read(in));
        }
        for (int i = in.getCountOf(2); i > 0; i--) {
            one.told.add(new Told(in.getPresentText(), in.getSigned()));
        }
        one.retracted = in.getByte() == 1;
        return one;
    }
}
