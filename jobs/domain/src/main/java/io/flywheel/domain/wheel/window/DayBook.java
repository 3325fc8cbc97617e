package io.flywheel.domain.wheel.window;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.EventIdentity;
import io.flywheel.domain.customer.StandingItem;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.momentum.Trajectory;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What the days of a customer amounted to, from which follows how they stood at every midnight that can still change.
 *
 * <p><b>Shape:</b> all settled days in one tally, and one for each active day since; a midnight is read from those before it. Openings and closings of standing conditions are kept in order of time.
 *
 * <p><b>Units:</b> UTC days since the epoch.
 */
final class DayBook {

    private static final long DAY = (long) HalfLives.DAY;

    /** A missed service level, as the service desk states it and as it is found in the course of a ticket. */
    private static final Set<ActivityKind> MISSED_LEVELS = EnumSet.of(
            ActivityKind.SLA_MISSED,
            ActivityKind.FIRST_RESPONSE_MISSED,
            ActivityKind.NEXT_RESPONSE_MISSED,
            ActivityKind.RESOLUTION_MISSED);

    private final SignalCatalogue catalogue;
    private final Tally settled;
    private final List<ActiveDay> days = new ArrayList<>(2);
    private final List<StandingItem> standing = new ArrayList<>(0);
    private int firstOpenDay;

    DayBook(SignalCatalogue catalogue) {
        this(catalogue, new Tally(catalogue), Integer.MIN_VALUE);
    }

    private DayBook(SignalCatalogue catalogue, Tally settled, int firstOpenDay) {
        this.catalogue = catalogue;
        this.settled = settled;
        this.firstOpenDay = firstOpenDay;
    }

    static int dayOf(long atMillis) {
        return (int) Math.floorDiv(atMillis, DAY);
    }

    /** The first day that is not settled. */
    int firstOpenDay() {
        return firstOpenDay;
    }

    /** An active day, which is one from now on; it is not settled. */
    ActiveDay open(int day) {
        int place = placeOf(day);
        if (place < days.size() && days.get(place).day == day) {
            return days.get(place);
        }
        ActiveDay opened = new ActiveDay(day, Standpoint.of(readingBefore(day)), new Tally(catalogue));
        days.add(place, opened);
        return opened;
    }

    /** Where the customer stood as an active day began, settled or not. */
    Standpoint standpointOf(int day) {
        int place = placeOf(day);
        if (place == days.size() || days.get(place).day != day) {
            throw new IllegalStateException("day " + day + " has records but no reading");
        }
        return days.get(place).standpoint;
    }

    DayReading readingBefore(int day) {
        if (day < firstOpenDay) {
            throw new IllegalArgumentException("midnight of day " + day + " can not be read any more: days before "
                    + firstOpenDay + " are settled; read it before they are");
        }
        Tally before = settled.copy(catalogue);
        for (ActiveDay active : days) {
            Tally tally = active.tally;
            if (active.day < day && tally != null) {
                before.merge(tally);
            }
        }
        return read(before, day);
    }

    private DayReading read(Tally before, int day) {
        long midnight = day * DAY;
        List<StandingTerm> open = new ArrayList<>(standing.size());
        boolean slaMissedOpen = false;
        for (StandingItem item : standing) {
            StandingTerm term = item.openBefore(catalogue.rule(item.ruleId()), midnight);
            if (term != null) {
                open.add(term);
                slaMissedOpen |= opensOnMissedLevel(item);
            }
        }
        Trajectory trajectory = before.trajectory(midnight, open, catalogue);
        double friction = trajectory.frictionImpulse(midnight) + trajectory.frictionStanding(midnight);
        double velocity = trajectory.velocity(midnight);
        double mass = trajectory.mass(midnight).total();
        return new DayReading(mass, velocity, friction, Trajectory.index(mass * velocity, friction), slaMissedOpen);
    }

    private boolean opensOnMissedLevel(StandingItem item) {
        for (ActivityKind missed : MISSED_LEVELS) {
            for (SignalRule rule : catalogue.rulesFor(missed)) {
                if (rule.id() == item.ruleId()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes a signal of an active day down, and tells whether later midnights may read differently for it. */
    boolean take(Signal signal, ActiveDay day) {
        Tally tally = open(day);
        boolean matters = switch (signal.kind()) {
            case IMPULSE -> addImpulse(signal, signal.weightThousandths(), tally);
            case STANDING_OPEN -> change(signal, true);
            case STANDING_CLOSE -> change(signal, false);
            case NOTE -> false;
            case RETRACT -> throw new IllegalArgumentException("a retraction tells nothing; take back what it names");
        };
        ActivityKind kind = signal.facts().kind();
        if (!kind.isDerived() && Tally.counts(kind, catalogue)) {
            long identity = EventIdentity.of(signal.source(), signal.eventId());
            if (day.countsFirst(identity)) {
                tally.addFacts(signal.facts(), signal.occurredAtMillis(), identity, catalogue);
                matters = true;
            }
        }
        return matters;
    }

    /** Undoes what a signal of an active day told, and tells whether later midnights may read differently for it. */
    boolean takeBack(Signal retraction, SignalKind told, ActiveDay day) {
        return switch (told) {
            case IMPULSE -> addImpulse(retraction, -retraction.weightThousandths(), open(day));
            case STANDING_OPEN -> unchange(retraction, true);
            case STANDING_CLOSE -> unchange(retraction, false);
            case NOTE, RETRACT -> false;
        };
    }

    private static Tally open(ActiveDay day) {
        Tally tally = day.tally;
        if (tally == null) {
            throw new IllegalStateException("day " + day.day + " is settled");
        }
        return tally;
    }

    private boolean addImpulse(Signal signal, long thousandths, Tally tally) {
        int classIndex = catalogue.classIndexNamed(signal.halfLifeClass());
        if (classIndex < 0) {
            throw unknown(signal, "has the half-life class " + signal.halfLifeClass());
        }
        tally.addImpulse(signal.side(), classIndex, thousandths, signal.occurredAtMillis(), catalogue);
        return thousandths != 0;
    }

    private boolean change(Signal signal, boolean opens) {
        itemOf(signal).change(signal.occurredAtMillis(), opens, signal.eventId());
        return true;
    }

    private boolean unchange(Signal retraction, boolean opened) {
        StandingItem item = itemOf(retraction);
        boolean isChanged = item.takeBack(retraction.occurredAtMillis(), opened, retraction.eventId());
        if (item.isEmpty()) {
            standing.remove(item);
        }
        return isChanged;
    }

    private StandingItem itemOf(Signal signal) {
        SignalRule rule = catalogue.ruleNamed(signal.signalType());
        if (rule == null || rule.standing() == null) {
            throw unknown(signal, "is standing friction");
        }
        String objectRef = signal.objectRef();
        return StandingItem.of(standing, rule.id(), objectRef == null ? "" : objectRef);
    }

    private IllegalStateException unknown(Signal signal, String claim) {
        return new IllegalStateException("signal " + signal.signalType() + " of event " + signal.eventId() + " "
                + claim + " by catalogue version " + signal.catalogueVersion() + ", but not by version "
                + catalogue.version() + " in force here; give this job the catalogue of the job that wrote the signal");
    }

    /** Reads the midnights of all active days after a day again, and tells those that changed. */
    List<Move> rereadAfter(int day) {
        List<Move> moves = new ArrayList<>(0);
        int place = placeOf(day + 1);
        if (place == days.size()) {
            return moves;
        }
        Tally before = settled.copy(catalogue);
        for (int i = 0; i < days.size(); i++) {
            ActiveDay active = days.get(i);
            if (i >= place) {
                Standpoint now = Standpoint.of(read(before, active.day));
                if (!now.equals(active.standpoint)) {
                    moves.add(new Move(active.day, active.standpoint, now));
                    active.standpoint = now;
                }
            }
            Tally tally = active.tally;
            if (tally != null) {
                before.merge(tally);
            }
        }
        return moves;
    }

    /** A customer stands elsewhere on a day than was told. */
    record Move(int day, Standpoint from, Standpoint to) {}

    /** Settles all days before one; their readings stay for those days that are still asked for. */
    void settleBefore(int day, IntPredicate isKept) {
        for (ActiveDay active : days) {
            Tally tally = active.tally;
            if (active.day < day && tally != null) {
                settled.merge(tally);
                active.settle();
            }
        }
        days.removeIf(active -> active.day < day && !isKept.test(active.day));
        for (StandingItem item : standing) {
            item.settle(catalogue.rule(item.ruleId()), day * DAY);
        }
        standing.removeIf(StandingItem::isEmpty);
        firstOpenDay = day;
    }

    /** Place of the first active day that is not before a day. */
    private int placeOf(int day) {
        int place = days.size();
        while (place > 0 && days.get(place - 1).day >= day) {
            place--;
        }
        return place;
    }

    void write(StateWriter out) {
        out.putSigned(firstOpenDay);
        settled.write(out);
        out.putCount(days.size());
        days.forEach(day -> day.write(out));
        out.putCount(standing.size());
        standing.forEach(item -> item.write(out));
    }

    static DayBook read(StateReader in, SignalCatalogue catalogue) {
        int firstOpenDay = (int) in.getSigned();
        DayBook book = new DayBook(catalogue, Tally.read(in, catalogue), firstOpenDay);
        for (int left = in.getCount(); left > 0; left--) {
            book.days.add(ActiveDay.read(in, catalogue));
        }
        for (int left = in.getCount(); left > 0; left--) {
            book.standing.add(StandingItem.read(in));
        }
        return book;
    }
}
