package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.Found;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a deal has come, walked through change by change in the order of time.
 *
 * <p><b>Shape:</b> what it is at a moment follows from what happened before that moment and nothing else. So a part of the walk that can change no more can be kept as one course, from which the walk
 * goes on; a deadline passes between two changes, and something that happens at its very moment is still in time.
 *
 * <p><b>Units:</b> epoch milliseconds; {@link Activity#ABSENT} for what has not happened.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md.
 */
final class DealCourse {

    /** More stages than any pipeline has; of a deal with still more, only the first are known to have come first. */
    private static final int MOST_STAGES = 50;

    private final String dealId;
    /** The last event of the deal. */
    private Cause last = Cause.NONE;

    private boolean open;
    private @Nullable String channel;
    private @Nullable String pipeline;
    private @Nullable String stage;
    /** The stages of this pipeline in the order that the deal first came to them. */
    private final List<String> history = new ArrayList<>(4);
    /** What brought the deal to its stage. */
    private Cause entered = Cause.NONE;
    /** Whether the longest stay in this stage is over: told or not, it ends once. */
    private boolean outstayed;

    private long stalledSinceMillis = Activity.ABSENT;
    private ExpectedClose expected = ExpectedClose.NONE;
    private int pushCount;
    private long daysSlipped;

    DealCourse(String dealId) {
        this.dealId = dealId;
    }

    DealCourse(DealCourse other) {
        dealId = other.dealId;
        last = other.last;
        open = other.open;
        channel = other.channel;
        pipeline = other.pipeline;
        stage = other.stage;
        history.addAll(other.history);
        entered = other.entered;
        outstayed = other.outstayed;
        stalledSinceMillis = other.stalledSinceMillis;
        expected = other.expected;
        pushCount = other.pushCount;
        daysSlipped = other.daysSlipped;
    }

    /** Whether a deal is known at all. */
    boolean isKnown() {
        return last.atMillis() != Activity.ABSENT;
    }

    /** Whether what comes at this time or later has nothing to do with this history any more. */
    boolean isForgottenAt(long atMillis, InForce<DealSettings> settings) {
        return isKnown()
                && !open
                && atMillis - last.atMillis() > settings.at(last.atMillis()).forgottenAfterMillis();
    }

    /** Whether a deadline may still pass. */
    boolean isOpen() {
        return open;
    }

    DealFacts facts() {
        return new DealFacts(dealId, pushCount, daysSlipped, isStalled() ? stalledSinceMillis : null);
    }

    private boolean isStalled() {
        return stalledSinceMillis != Activity.ABSENT;
    }

    /** Lets the deadlines before a moment pass: a stay is judged by what was in force when the stage was entered, silence and a promised close by what was in force at the last event. */
    void passBefore(long momentMillis, InForce<DealSettings> settings, Found found) {
        while (open) {
            long outstays = outstaysAtMillis(settings.at(entered.atMillis()));
            long idles = idlesAtMillis(settings.at(last.atMillis()));
            long passes =
                    settings.at(last.atMillis()).closePeriod() == null ? Long.MAX_VALUE : expected.passesAtMillis();
            long next = Math.min(passes, Math.min(outstays, idles));
            if (next >= momentMillis) {
                return;
            }
            if (next == passes) {
                pass(passes, found);
            } else {
                outstayed |= next == outstays;
                stall(next, next == outstays ? entered : last, found);
            }
        }
    }

    /** A limit that turns out shorter when it is over already is over at once. */
    private long outstaysAtMillis(DealSettings settings) {
        long longest = settings.longestStayMillis(pipeline, stage);
        return outstayed || longest == 0 ? Long.MAX_VALUE : Math.max(entered.atMillis() + longest, last.atMillis());
    }

    private long idlesAtMillis(DealSettings settings) {
        return isStalled() || settings.idleMillis() == 0 ? Long.MAX_VALUE : last.atMillis() + settings.idleMillis();
    }

    private void stall(long atMillis, Cause since, Found found) {
        if (!isStalled()) {
            stalledSinceMillis = atMillis;
            found.tell(finding(ActivityKind.STALLED, last, last.eventId(), atMillis, since), atMillis);
        }
    }

    private void pass(long atMillis, Found found) {
        Cause stated = expected.statedBy();
        String day = LocalDate.ofEpochDay(expected.day()).toString();
        expected = expected.pass();
        found.tell(finding(ActivityKind.SLIPPED, stated, day, atMillis, stated), atMillis);
    }

    /** A finding whose evidence is the event that it goes back to and the one it follows from, if they are not the same. */
    private Finding finding(ActivityKind kind, Cause cause, String causedBy, long atMillis, Cause since) {
        String id = kind.type() + ":" + dealId + ":" + causedBy;
        List<String> evidence =
                since.equals(cause) ? List.of(cause.eventId()) : List.of(since.eventId(), cause.eventId());
        return new Finding(kind, cause.source(), id, atMillis, dealId, null, null, channel, 1, evidence);
    }

    private Finding finding(ActivityKind kind, DealChange change, Cause since) {
        return finding(kind, change.cause(), change.eventId(), change.atMillis(), since);
    }

    /** Takes the next change; the deadlines before it have passed. */
    void take(DealChange change, DealSettings settings, Found found) {
        if (!isKnown() && !change.begins()) {
            return;
        }
        if (open && !change.closes()) {
            revive(change, found);
            move(change, settings, found);
            expect(change, settings, found);
        } else if (change.closes()) {
            open = false;
            stalledSinceMillis = Activity.ABSENT;
        } else if (!isKnown() || change.reopens()) {
            open(change);
        }
        channel = channel == null ? change.channel() : channel;
        last = change.cause();
    }

    /** A deal that begins, or begins again, is where it says without having gone there. */
    private void open(DealChange change) {
        open = true;
        place(change);
        enter(change);
        expected = isNewDay(change) ? ExpectedClose.statedBy(change) : expected.since(change.atMillis());
    }

    private void revive(DealChange change, Found found) {
        if (isStalled()) {
            found.tell(finding(ActivityKind.REVIVED, change, last), stalledSinceMillis);
            stalledSinceMillis = Activity.ABSENT;
        }
    }

    private void move(DealChange change, DealSettings settings, Found found) {
        String before = stage;
        Cause since = entered;
        boolean elsewhere = place(change);
        if (!elsewhere && Objects.equals(stage, before)) {
            return;
        }
        enter(change);
        boolean goesBack = !elsewhere
                && before != null
                && stage != null
                && change.kind() == ActivityKind.STAGE_CHANGED
                && settings.pipelineOf(pipeline).leadsBack(before, stage, history);
        if (goesBack && settings.regressions()) {
            found.tell(finding(ActivityKind.REGRESSED, change, since), Found.AT_ONCE);
        }
    }

    /** Takes pipeline and stage, and says whether it is another pipeline than it was. */
    private boolean place(DealChange change) {
        String stated = change.pipeline();
        boolean elsewhere = stated != null && pipeline != null && !stated.equals(pipeline);
        pipeline = stated == null ? pipeline : stated;
        stage = change.stage() == null ? stage : change.stage();
        if (elsewhere) {
            history.clear();
        }
        if (stage != null && !history.contains(stage) && history.size() < MOST_STAGES) {
            history.add(stage);
        }
        return elsewhere;
    }

    private void enter(DealChange change) {
        entered = change.cause();
        outstayed = false;
    }

    private boolean isNewDay(DealChange change) {
        return change.expectedCloseDay() != Activity.ABSENT && change.expectedCloseDay() != expected.day();
    }

    /** A day that has passed already was told then: moving it afterwards is a push, but not one more slip. */
    private void expect(DealChange change, DealSettings settings, Found found) {
        if (!isNewDay(change)) {
            return;
        }
        ExpectedClose before = expected;
        expected = ExpectedClose.statedBy(change);
        ClosePeriod period = settings.closePeriod();
        if (period == null || !before.isKnown() || !period.isLater(expected.day(), before.day())) {
            return;
        }
        pushCount++;
        daysSlipped += expected.day() - before.day();
        if (!before.passed()) {
            found.tell(finding(ActivityKind.SLIPPED, change, before.statedBy()), Found.AT_ONCE);
        }
    }

    void write(StateWriter out) {
        out.putByte(isKnown() ? 1 : 0);
        if (!isKnown()) {
            return;
        }
        last.write(out);
        out.putByte((open ? 1 : 0) + (outstayed ? 2 : 0));
        out.putText(channel);
        out.putText(pipeline);
        out.putText(stage);
        out.putCount(history.size());
        history.forEach(out::putText);
        entered.write(out);
        out.putSigned(stalledSinceMillis);
        expected.write(out);
        out.putCount(pushCount);
        out.putCount(daysSlipped);
    }

    static DealCourse read(String dealId, StateReader in) {
        DealCourse course = new DealCourse(dealId);
        if (in.getByte() == 0) {
            return course;
        }
        course.last = Cause.read(in);
        int flags = in.getByte();
        course.open = (flags & 1) != 0;
        course.outstayed = (flags & 2) != 0;
        course.channel = in.getText();
        course.pipeline = in.getText();
        course.stage = in.getText();
        for (int i = in.getCountOf(1); i > 0; i--) {
            course.history.add(in.getPresentText());
        }
        course.entered = Cause.read(in);
        course.stalledSinceMillis = in.getSigned();
        course.expected = ExpectedClose.read(in);
        course.pushCount = in.getCount();
        course.daysSlipped = in.getVariable();
        return course;
    }
}
