package io.flywheel.domain.friction.deals;

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
 * One deal: how far it has come for certain, and the changes since that others may still precede.
 *
 * <p><b>Shape:</b> changes are kept in their order, whatever the order they come in, and walked through anew when somebody asks. What lies behind the horizon becomes part of the course.
 */
final class DealCase {

    static final int LEAST_BYTES = 4;

    final String dealId;
    private DealCourse settled;
    private final List<DealChange> changes = new ArrayList<>(2);
    /** Whether something of it may have been settled before its facts were told. */
    private boolean untold;

    DealCase(String dealId) {
        this(dealId, new DealCourse(dealId));
    }

    private DealCase(String dealId, DealCourse settled) {
        this.dealId = dealId;
        this.settled = settled;
    }

    /** Takes a change in any order; the same event twice counts once. */
    void take(DealChange change) {
        int place = changes.size();
        while (place > 0 && DealChange.ORDER.compare(change, changes.get(place - 1)) < 0) {
            place--;
        }
        if (changes.stream().noneMatch(change::isSameEvent)) {
            changes.add(place, change);
            untold = true;
        }
    }

    /** Whether all of it is settled and told and nothing is waited for: most deals of a customer, most of the time. */
    private boolean isAtRest() {
        return changes.isEmpty() && !settled.isOpen() && !untold;
    }

    /** What holds at a watermark of what is not settled. */
    void find(long watermarkMillis, InForce<DealSettings> settings, Consumer<Finding> found) {
        if (isAtRest()) {
            return;
        }
        walk(afterAll(watermarkMillis), settings, (finding, from) -> {
            if (from <= watermarkMillis) {
                found.accept(finding);
            }
        });
    }

    private static long afterAll(long watermarkMillis) {
        return watermarkMillis == Long.MAX_VALUE ? watermarkMillis : watermarkMillis + 1;
    }

    /** The facts of the deal at a watermark, if they may differ from what was told last; null also for what is no deal. */
    @Nullable
    DealFacts factsIfUnsettled(long watermarkMillis, InForce<DealSettings> settings) {
        if (isAtRest()) {
            return null;
        }
        boolean[] moved = {untold || !changes.isEmpty()};
        untold = false;
        DealCourse course = walk(afterAll(watermarkMillis), settings, (finding, from) -> moved[0] = true);
        return moved[0] && course.isKnown() ? course.facts() : null;
    }

    /** When a deadline passes next after a watermark, if nothing happens. */
    long nextLookAfter(long watermarkMillis, InForce<DealSettings> settings) {
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

    private DealCourse walk(long endMillis, InForce<DealSettings> settings, Found found) {
        DealCourse course = new DealCourse(settled);
        for (DealChange change : changes) {
            course = step(course, change, settings, found);
        }
        course.passBefore(endMillis, settings, found);
        return course;
    }

    private DealCourse step(DealCourse from, DealChange change, InForce<DealSettings> settings, Found found) {
        from.passBefore(change.atMillis(), settings, found);
        DealCourse course = from.isForgottenAt(change.atMillis(), settings) ? new DealCourse(dealId) : from;
        course.take(change, settings.at(change.atMillis()), found);
        return course;
    }

    /** Makes what happened before the horizon certain and tells what it found. */
    void settle(long horizonMillis, InForce<DealSettings> settings, Consumer<Finding> certain) {
        Found found = (finding, from) -> {
            untold = true;
            certain.accept(finding);
        };
        int early = 0;
        while (early < changes.size() && changes.get(early).atMillis() < horizonMillis) {
            settled = step(settled, changes.get(early), settings, found);
            early++;
        }
        changes.subList(0, early).clear();
        settled.passBefore(horizonMillis, settings, found);
    }

    /** Whether nothing that still can come has to do with what is kept. */
    boolean isForgottenAt(long horizonMillis, InForce<DealSettings> settings) {
        return changes.isEmpty() && (!settled.isKnown() || settled.isForgottenAt(horizonMillis, settings));
    }

    /** The facts of a deal that is settled altogether and over, so that no silence changes them; null for what is no deal. */
    @Nullable
    DealFacts lastFacts() {
        return settled.isKnown() ? settled.facts() : null;
    }

    void write(StateWriter out) {
        out.putText(dealId);
        out.putByte(untold ? 1 : 0);
        settled.write(out);
        out.putCount(changes.size());
        changes.forEach(change -> change.write(out));
    }

    static DealCase read(StateReader in) {
        String dealId = in.getPresentText();
        boolean untold = in.getByte() != 0;
        DealCase one = new DealCase(dealId, DealCourse.read(dealId, in));
        one.untold = untold;
        for (int i = in.getCountOf(DealChange.LEAST_BYTES); i > 0; i--) {
            one.changes.add(DealChange.read(in));
        }
        return one;
    }
}
