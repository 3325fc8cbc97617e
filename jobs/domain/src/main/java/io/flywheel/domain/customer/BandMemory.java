package io.flywheel.domain.customer;

import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.Bands;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.momentum.Standing;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.momentum.Trajectory;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;

/**
 * What band a customer is in, given where the index stood at the midnights of the last week.
 *
 * <p>Hysteresis needs a past, and a past that depends on the order of arrival would make two runs differ. So the past is the index at the last seven UTC midnights before the last
 * activity, each computed from the events before it with the mass of now: numbers that follow from the set of events alone. The walk over them starts in red.
 *
 * <p><b>Source:</b> docs/decisions/0008-order-free-hysteresis.md.
 */
final class BandMemory {

    /** What is smaller than this many points is what subtraction left over, not a push. */
    private static final double RESIDUE = 1e-9;

    private final CustomerState state;
    private final SignalCatalogue catalogue;
    private final Trajectory trajectory;
    private final int today;

    BandMemory(CustomerState state, SignalCatalogue catalogue, Trajectory trajectory) {
        this.state = state;
        this.catalogue = catalogue;
        this.trajectory = trajectory;
        this.today = CustomerState.dayOf(trajectory.base());
    }

    /** Band as of the last activity, given that at the midnight before. */
    Band bandNow(Band atMidnight) {
        return Bands.next(atMidnight, trajectory.index(trajectory.base()));
    }

    /** Band at the midnight before the last activity. */
    Band bandAtMidnight() {
        double last = indexAtStartOf(today);
        if (!Bands.remembers(last)) {
            return Bands.next(Band.RED, last);
        }
        Band band = Band.RED;
        for (int day = today - DayMarks.DAYS + 1; day < today; day++) {
            band = Bands.next(band, indexAtStartOf(day));
        }
        return Bands.next(band, last);
    }

    private double indexAtStartOf(int day) {
        long midnight = CustomerState.startOf(day);
        double velocity = 0;
        double friction = 0;
        for (int i = 0; i < catalogue.classes().size(); i++) {
            HalfLifeClass halfLife = catalogue.classes().get(i);
            velocity += halfLife.saturated(rateAt(midnight, day, Side.PUSH, i));
            friction += rateAt(midnight, day, Side.FRICTION, i);
        }
        for (StandingItem item : state.standing) {
            for (StandingTerm term : item.terms(catalogue.rule(item.ruleId))) {
                friction += Standing.ratePerDay(term, midnight);
            }
        }
        return Trajectory.index(trajectory.mass(trajectory.base()).total() * velocity, friction);
    }

    /** Rate of a class at a midnight: all of it, less what came on that day and later. */
    private double rateAt(long midnight, int day, Side side, int classIndex) {
        double[] amounts = side == Side.PUSH ? trajectory.pushes() : trajectory.frictions();
        if (amounts[classIndex] == 0) {
            return 0;
        }
        long halfLife = catalogue.classes().get(classIndex).halfLifeMillis();
        double amount = HalfLives.left(amounts[classIndex], midnight - trajectory.base(), halfLife);
        int slot = CustomerState.slot(side, classIndex);
        for (int i = 0; i < state.marks.size(); i++) {
            if (state.marks.slotAt(i) == slot && state.marks.dayAt(i) >= day) {
                long endOfDay = CustomerState.startOf(state.marks.dayAt(i) + 1);
                amount -= HalfLives.left(state.marks.amountAt(i), midnight - endOfDay, halfLife);
            }
        }
        return amount < RESIDUE ? 0 : HalfLives.ratePerDay(amount, halfLife);
    }
}
