package io.flywheel.domain.customer;

import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The openings and closings of one condition of one object, from which follows when it was open.
 *
 * <p><b>Shape:</b> changes are kept in order of time, whatever the order they come in. A condition is open from the first opening after a closing to the next closing, and at most for the
 * rule's maximum age, after which the next opening counts again. Changes that can not be preceded by others any more are settled: what they took becomes a sum and they are dropped.
 */
public final class StandingItem {

    final int ruleId;
    final String objectRef;
    private final List<Change> changes = new ArrayList<>(2);

    private record Change(long atMillis, boolean opens, String eventId) {

        boolean comesBefore(Change other) {
            if (atMillis != other.atMillis) {
                return atMillis < other.atMillis;
            }
            return opens != other.opens ? opens : eventId.compareTo(other.eventId) < 0;
        }
    }

    StandingItem(int ruleId, String objectRef) {
        this.ruleId = ruleId;
        this.objectRef = objectRef;
    }

    /** The item of a rule and an object among those of one customer, added if it is new. They lie in a fixed order, so that sums over them do not depend on the order of arrival. */
    public static StandingItem of(List<StandingItem> items, int ruleId, String objectRef) {
        int place = 0;
        while (place < items.size() && items.get(place).comesBefore(ruleId, objectRef)) {
            place++;
        }
        if (place < items.size() && items.get(place).isOf(ruleId, objectRef)) {
            return items.get(place);
        }
        StandingItem item = new StandingItem(ruleId, objectRef);
        items.add(place, item);
        return item;
    }

    private boolean comesBefore(int itsRuleId, String itsObjectRef) {
        return ruleId != itsRuleId ? ruleId < itsRuleId : objectRef.compareTo(itsObjectRef) < 0;
    }

    private boolean isOf(int itsRuleId, String itsObjectRef) {
        return ruleId == itsRuleId && objectRef.equals(itsObjectRef);
    }

    /** The rule that opens and closes it, by its persisted id. */
    public int ruleId() {
        return ruleId;
    }

    /** Takes one opening or closing, in any order. */
    public void change(long atMillis, boolean opens, String eventId) {
        Change change = new Change(atMillis, opens, eventId);
        int place = changes.size();
        while (place > 0 && change.comesBefore(changes.get(place - 1))) {
            place--;
        }
        changes.add(place, change);
    }

    /** Undoes one opening or closing that was taken, wherever in the order it lies, and tells whether there was one. */
    public boolean takeBack(long atMillis, boolean opens, String eventId) {
        return changes.remove(new Change(atMillis, opens, eventId));
    }

    /** Every period that the condition was or is open; one that is still open ends at its maximum age. */
    List<StandingTerm> terms(SignalRule rule) {
        List<StandingTerm> terms = new ArrayList<>(1);
        Change opening = walk(rule, changes, terms);
        if (opening != null) {
            terms.add(term(rule, opening, null));
        }
        return terms;
    }

    /** The period that the last change left open, which may have reached its maximum age since; null if it was closed. */
    @Nullable
    StandingTerm openTerm(SignalRule rule) {
        Change opening = walk(rule, changes, null);
        return opening == null ? null : term(rule, opening, null);
    }

    /** The period that was open just before a moment, as far as could be told by then: what happened at the moment itself or later has no part in it. */
    public @Nullable StandingTerm openBefore(SignalRule rule, long momentMillis) {
        Change opening = walk(rule, changes.subList(0, before(momentMillis)), null);
        return opening == null || oldest(rule, opening) <= momentMillis ? null : term(rule, opening, null);
    }

    private int before(long momentMillis) {
        int early = 0;
        while (early < changes.size() && changes.get(early).atMillis < momentMillis) {
            early++;
        }
        return early;
    }

    /**
     * Drops what no later arrival can alter: changes before the horizon, unless the condition is open across it.
     *
     * @return the periods dropped, ended before the horizon all
     */
    public List<StandingTerm> settle(SignalRule rule, long horizonMillis) {
        int early = before(horizonMillis);
        List<StandingTerm> settled = new ArrayList<>(0);
        Change opening = walk(rule, changes.subList(0, early), settled);
        changes.subList(0, early).clear();
        if (opening != null) {
            StandingTerm open = term(rule, opening, null);
            if (open.endsAtMillis() < horizonMillis) {
                settled.add(open);
            } else {
                changes.add(0, opening);
            }
        }
        return settled;
    }

    /** Adds the periods that ended before or at one of the changes, if anybody asks for them, and returns the opening of the one that did not. */
    private @Nullable Change walk(SignalRule rule, List<Change> some, @Nullable List<StandingTerm> ended) {
        Change opening = null;
        for (Change change : some) {
            if (opening != null && (!change.opens || change.atMillis >= oldest(rule, opening))) {
                if (ended != null) {
                    ended.add(term(rule, opening, change));
                }
                opening = null;
            }
            if (change.opens && opening == null) {
                opening = change;
            }
        }
        return opening;
    }

    /** Whether nothing is left that could be or become open. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    private StandingTerm term(SignalRule rule, Change opening, @Nullable Change closing) {
        StandingRule standing = standing(rule);
        long oldest = oldest(rule, opening);
        return new StandingTerm(
                rule.name(),
                objectRef,
                opening.atMillis,
                standing.basePerDay(),
                standing.referenceMillis(),
                standing.cap(),
                closing == null ? oldest : Math.min(closing.atMillis, oldest),
                opening.eventId);
    }

    private static long oldest(SignalRule rule, Change opening) {
        return opening.atMillis + standing(rule).maxAgeMillis();
    }

    private static StandingRule standing(SignalRule rule) {
        return Objects.requireNonNull(rule.standing(), "a standing item needs a standing rule");
    }

    public void write(StateWriter out) {
        out.putCount(ruleId);
        out.putText(objectRef);
        out.putCount(changes.size());
        for (Change change : changes) {
            out.putSigned(change.atMillis);
            out.putByte(change.opens ? 1 : 0);
            out.putText(change.eventId);
        }
    }

    public static StandingItem read(StateReader in) {
        StandingItem item = new StandingItem(in.getCount(), in.getPresentText());
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            item.changes.add(new Change(in.getSigned(), in.getByte() == 1, in.getPresentText()));
        }
        return item;
    }
}
