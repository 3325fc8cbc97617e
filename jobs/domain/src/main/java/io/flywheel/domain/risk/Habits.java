package io.flywheel.domain.risk;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.momentum.DecayedSum;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.packing.Sums;

/**
 * What a customer usually does by themselves, how much it rubbed, and what they were asked and did not answer.
 *
 * <p><b>Shape:</b> mutable part of the customer's state; every part is a sum, a greatest or a set, so any order of the same events ends in the same habits.
 *
 * <p><b>Source:</b> docs/reference/risk.md.
 */
public final class Habits {

    private static final long NEVER = Long.MIN_VALUE;

    private DayRhythm ownDays = new DayRhythm();
    private DayRhythm valueDays = new DayRhythm();
    private DecayedSum activities = new DecayedSum();
    private DecayedSum frictionPoints = new DecayedSum();
    private DecayedSum pushPoints = new DecayedSum();
    private DecayedSum outreach = new DecayedSum();
    private OpenQuestions questions = new OpenQuestions();
    private long lastOwnAtMillis = NEVER;
    private double largestRevenue;

    /** Notes an accepted activity; {@code isValueEvent} as the catalogue has it. */
    public void observe(Activity activity, boolean isValueEvent) {
        long at = activity.occurredAtMillis();
        if (activity.isByCustomer()) {
            ownDays.add(dayOf(at));
            activities.add(1, at, HalfLives.EXPOSURE);
            lastOwnAtMillis = Math.max(lastOwnAtMillis, at);
        } else if (activity.kind() == ActivityKind.OUTBOUND_CALL) {
            outreach.add(1, at, HalfLives.EXPOSURE);
        }
        if (isValueEvent) {
            valueDays.add(dayOf(at));
        }
        String deal = activity.objectRef();
        if (deal != null) {
            if (activity.kind() == ActivityKind.STAGE_CHANGED && activity.actor() == Actor.AGENT) {
                questions.ask(deal, at);
            } else if (isAnswer(activity)) {
                questions.answer(deal, at);
            }
        }
    }

    private static boolean isAnswer(Activity activity) {
        return switch (activity.kind()) {
            case CUSTOMER_REPLIED, WON, LOST, DISQUALIFIED, ORDER_COMPLETED, CANCELLED -> true;
            case STAGE_CHANGED -> activity.isByCustomer();
            default -> false;
        };
    }

    /** Notes decaying friction. */
    public void rub(double points, long atMillis) {
        frictionPoints.add(points, atMillis, HalfLives.EXPOSURE);
    }

    /** Notes a push. */
    public void push(double points, long atMillis) {
        pushPoints.add(points, atMillis, HalfLives.RECENT_PUSHES);
    }

    /** Notes money of one value event, in typical customers' revenues. */
    public void earn(double typicalRevenues) {
        largestRevenue = Math.max(largestRevenue, typicalRevenues);
    }

    /** Forgets what no later arrival can alter and no reading looks at any more. */
    public void settle(long horizonMillis) {
        ownDays.settle(horizonMillis);
        valueDays.settle(horizonMillis);
        questions.settle(horizonMillis);
    }

    public DayRhythm ownDays() {
        return ownDays;
    }

    public DayRhythm valueDays() {
        return valueDays;
    }

    /** When the customer last did something by themselves; {@link Long#MIN_VALUE} for never. */
    public long lastOwnAtMillis() {
        return lastOwnAtMillis;
    }

    /** Decayed number of the customer's own activities. */
    public double exposure(long asOfMillis) {
        return activities.value(asOfMillis, HalfLives.EXPOSURE);
    }

    /** Decayed friction points with the same half-life. */
    public double frictionPoints(long asOfMillis) {
        return frictionPoints.value(asOfMillis, HalfLives.EXPOSURE);
    }

    public double recentPushPoints(long asOfMillis) {
        return pushPoints.value(asOfMillis, HalfLives.RECENT_PUSHES);
    }

    /** Decayed number of calls that the company made. */
    public double outreach(long asOfMillis) {
        return outreach.value(asOfMillis, HalfLives.EXPOSURE);
    }

    public OpenQuestions questions() {
        return questions;
    }

    /** The largest single amount, in typical customers' revenues. */
    public double largestRevenue() {
        return largestRevenue;
    }

    static int dayOf(long atMillis) {
        return (int) Math.floorDiv(atMillis, (long) HalfLives.DAY);
    }

    public void write(StateWriter out) {
        ownDays.write(out);
        valueDays.write(out);
        Sums.write(activities, out);
        Sums.write(frictionPoints, out);
        Sums.write(pushPoints, out);
        Sums.write(outreach, out);
        questions.write(out);
        out.putSigned(lastOwnAtMillis);
        out.putDouble(largestRevenue);
    }

    public static Habits read(StateReader in) {
        Habits habits = new Habits();
        habits.ownDays = DayRhythm.read(in);
        habits.valueDays = DayRhythm.read(in);
        habits.activities = Sums.read(in);
        habits.frictionPoints = Sums.read(in);
        habits.pushPoints = Sums.read(in);
        habits.outreach = Sums.read(in);
        habits.questions = OpenQuestions.read(in);
        habits.lastOwnAtMillis = in.getSigned();
        habits.largestRevenue = in.getDouble();
        return habits;
    }
}
