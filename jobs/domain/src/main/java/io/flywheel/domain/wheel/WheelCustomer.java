package io.flywheel.domain.wheel;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.EventIdentity;
import io.flywheel.domain.packing.RecentEvents;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.wheel.journey.CustomerJourney;
import io.flywheel.domain.wheel.journey.DayReadings;
import io.flywheel.domain.wheel.journey.GrowthListener;
import io.flywheel.domain.wheel.journey.JourneyReading;
import io.flywheel.domain.wheel.spot.CustomerSpots;
import io.flywheel.domain.wheel.spot.SpotListener;
import io.flywheel.domain.wheel.window.CustomerWindows;
import io.flywheel.domain.wheel.window.WindowListener;
import java.util.EnumSet;
import java.util.Set;

/**
 * All that the wheel remembers of one customer.
 *
 * <p>What a finding told is taken back by a retraction, which may come before it: then what it takes back tells nothing when it comes. So only what was told is ever taken back, and a retraction of something that was
 * never told changes nothing.
 *
 * <p><b>Shape:</b> mutable, one instance a customer in the cache of the wheel stop; {@link WheelCustomerLayout} is the form in which it is kept. A signal sent twice counts once; one from before what is settled
 * counts no more.
 *
 * <p><b>Source:</b> docs/reference/wheel.md.
 */
public final class WheelCustomer {

    private static final int UNFINGERED = 0;
    /** Stands where a signal type stands for signals: the start of a session counts once, whatever it means. */
    private static final long SESSION = 31 * EventIdentity.of("", ActivityKind.SESSION_START.qualifiedName());

    private static final Set<SignalKind> TAKEN_BACK =
            EnumSet.of(SignalKind.IMPULSE, SignalKind.STANDING_OPEN, SignalKind.STANDING_CLOSE);

    final RecentEvents recent;
    final CustomerWindows windows;
    final CustomerJourney journey;
    final CustomerSpots spots;
    long alarmAtMillis;
    long earliestAtMillis;
    private final SignalCatalogue catalogue;
    private final DayReadings readings;

    WheelCustomer(
            SignalCatalogue catalogue,
            RecentEvents recent,
            CustomerWindows windows,
            CustomerJourney journey,
            CustomerSpots spots,
            long alarmAtMillis,
            long earliestAtMillis) {
        this.catalogue = catalogue;
        this.recent = recent;
        this.windows = windows;
        this.journey = journey;
        this.spots = spots;
        this.alarmAtMillis = alarmAtMillis;
        this.earliestAtMillis = earliestAtMillis;
        this.readings = new ReadingsOf(windows);
    }

    /** What became of a signal. */
    public enum Taken {
        FOLDED,
        REPEATED,
        SETTLED
    }

    /**
     * Takes one signal and tells what it changes.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} for a retraction of what an event stated by itself: events are not taken back.
     */
    public Taken fold(
            Signal signal, WindowListener windowChanges, GrowthListener growthChanges, SpotListener spotChanges) {
        if (signal.kind() == SignalKind.RETRACT && !signal.facts().kind().isDerived()) {
            throw new IllegalArgumentException("signal " + signal.signalType() + " of event " + signal.eventId()
                    + " of " + signal.source() + " is taken back, but only what was found in several events can be");
        }
        long at = signal.occurredAtMillis();
        if (windows.isSettled(at) || !journey.accepts(at)) {
            return Taken.SETTLED;
        }
        long identity = identityOf(signal, signal.kind());
        int place = recent.find(identity);
        if (place >= 0) {
            return Taken.REPEATED;
        }
        recent.add(identity, place, UNFINGERED, dayOf(at));
        earliestAtMillis = Math.min(earliestAtMillis, at);
        if (signal.kind() == SignalKind.RETRACT) {
            takeBack(signal, windowChanges, spotChanges);
        } else if (!signal.facts().kind().isDerived()) {
            windows.fold(signal, windowChanges);
            journey.fold(signal, catalogue, growthChanges);
            spots.fold(signal, beginsSession(signal), spotChanges);
        } else if (!isKnown(signal, SignalKind.RETRACT)) {
            windows.fold(signal, windowChanges);
            spots.fold(signal, false, spotChanges);
        }
        return Taken.FOLDED;
    }

    /** Every record of an event tells of it; the first one counts. */
    private boolean beginsSession(Signal signal) {
        if (signal.facts().kind() != ActivityKind.SESSION_START) {
            return false;
        }
        long identity = EventIdentity.of(signal.source(), signal.eventId()) + SESSION;
        int place = recent.find(identity);
        if (place < 0) {
            recent.add(identity, place, UNFINGERED, dayOf(signal.occurredAtMillis()));
        }
        return place < 0;
    }

    private void takeBack(Signal retraction, WindowListener windowChanges, SpotListener spotChanges) {
        for (SignalKind told : TAKEN_BACK) {
            if (isKnown(retraction, told)) {
                windows.takeBack(retraction, told, windowChanges);
                if (told == SignalKind.IMPULSE) {
                    spots.takeBack(retraction, spotChanges);
                }
            }
        }
    }

    private boolean isKnown(Signal signal, SignalKind kind) {
        return recent.find(identityOf(signal, kind)) >= 0;
    }

    private static long identityOf(Signal signal, SignalKind kind) {
        return EventIdentity.of(signal.source(), signal.eventId())
                + 31 * EventIdentity.of(signal.signalType(), kind.name());
    }

    /** Lets go of what nothing that is still to come can change. */
    public void settle(long horizonMillis) {
        journey.settle(horizonMillis, readings);
        windows.settle(horizonMillis);
        spots.settle(horizonMillis);
        recent.forgetBefore(dayOf(horizonMillis));
    }

    public JourneyReading read(long watermarkMillis) {
        return journey.read(watermarkMillis, readings);
    }

    /** When silence itself will change something; {@link Long#MAX_VALUE} for never. */
    public long nextSilentMillis(long watermarkMillis) {
        return journey.nextSilentMillis(watermarkMillis, readings);
    }

    /** When the earliest signal happened: {@link Long#MAX_VALUE} if there was none, {@link Long#MIN_VALUE} if an earlier release did not keep it. */
    public long earliestAtMillis() {
        return earliestAtMillis;
    }

    /** When the customer wants to be looked at again; {@link Long#MAX_VALUE} for never. */
    public long alarmAtMillis() {
        return alarmAtMillis;
    }

    public void alarmAt(long atMillis) {
        alarmAtMillis = atMillis;
    }

    private static int dayOf(long atMillis) {
        return (int) Math.floorDiv(atMillis, 86_400_000L);
    }

    private record ReadingsOf(CustomerWindows windows) implements DayReadings {

        @Override
        public double indexBefore(int day) {
            return windows.readingBefore(day).index();
        }

        @Override
        public boolean slaMissedOpenBefore(int day) {
            return windows.readingBefore(day).slaMissedOpen();
        }
    }
}
