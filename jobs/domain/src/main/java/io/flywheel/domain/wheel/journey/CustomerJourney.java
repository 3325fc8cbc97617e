package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import java.util.List;

/**
 * What the wheel remembers of one customer, and what its tables say by it.
 *
 * <p>Signals may come in any order and several times; the same ones end in the same rows and the same growth. What is older than the horizon is folded into few numbers.
 *
 * <p><b>Shape:</b> state; {@link #read(long, DayReadings)} changes nothing.
 *
 * <p><b>Units:</b> event time in epoch milliseconds, UTC days since the epoch.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a signal of a settled day: it can not be counted any more, so ask {@link #accepts} first where that may happen;
 * {@link IllegalStateException} for bytes that another layout wrote.
 *
 * <p><b>Source:</b> docs/reference/wheel.md.
 */
public final class CustomerJourney {

    private static final int LAYOUT = 1;

    private int settledDay = Days.FIRST;
    private ActiveDays active = new ActiveDays();
    private StageDays days = new StageDays();
    private StageWalk settled = new StageWalk();
    private ValueEvents values = new ValueEvents();
    private FirstTimes first = new FirstTimes();
    private Deals deals = new Deals();

    /** Whether a signal of this time can still be counted. */
    public boolean accepts(long occurredAtMillis) {
        return Days.of(occurredAtMillis) >= settledDay;
    }

    public void fold(Signal signal, SignalCatalogue catalogue, GrowthListener growth) {
        if (!accepts(signal.occurredAtMillis())) {
            throw new IllegalArgumentException("event " + signal.eventId() + " of source " + signal.source() + " at "
                    + signal.occurredAtMillis() + " lies before day " + settledDay
                    + " from which customer " + signal.customerId()
                    + " can still change; settle with a horizon that lets it come");
        }
        boolean isValueEvent = catalogue.isValueEvent(signal.facts().kind());
        boolean isActive = isValueEvent || signal.facts().actor() == Actor.CUSTOMER;
        if (isActive) {
            active.add(Days.of(signal.occurredAtMillis()), growth);
        }
        if (isValueEvent) {
            values.add(ValueEvent.of(signal));
        }
        days.fold(signal, isActive);
        first.fold(signal, isValueEvent, Days.startOf(settledDay));
        deals.fold(signal);
    }

    /** Makes the days before the horizon's final: no signal of them comes any more. A horizon before an earlier one changes nothing. */
    public void settle(long horizonMillis, DayReadings readings) {
        int day = Days.of(horizonMillis);
        if (day <= settledDay) {
            return;
        }
        settled.walk(days.from(settledDay), day - 1, days.lead(), rules(readings));
        settledDay = day;
        active.settle(day);
        days.settle(day);
        values.settle(Days.startOf(day));
        first.forget(Days.startOf(day));
        deals.settle(Days.startOf(day));
    }

    /** Everything that has happened by the watermark; a day has begun with the watermark or with a record of it. */
    public JourneyReading read(long watermarkMillis, DayReadings readings) {
        StageWalk walk = walk(watermarkMillis, readings);
        return new JourneyReading(
                wheel(walk), walk.transitions(), values.revolutions(), deals.rowsSince(Days.startOf(settledDay)));
    }

    /** The midnight of the next lapse or regress if nothing comes until then, {@link Long#MAX_VALUE} for none. */
    public long nextSilentMillis(long watermarkMillis, DayReadings readings) {
        int day = walk(watermarkMillis, readings).nextSilentDay();
        return day == Days.LAST ? Long.MAX_VALUE : Days.startOf(day);
    }

    private StageWalk walk(long watermarkMillis, DayReadings readings) {
        StageWalk walk = settled.copy();
        List<StageDay> open = days.from(settledDay);
        int lastDay = open.isEmpty() ? Days.FIRST : open.get(open.size() - 1).day;
        walk.walk(open, Math.max(lastDay, Days.of(watermarkMillis)), days.lead(), rules(readings));
        return walk;
    }

    private StageRules rules(DayReadings readings) {
        return new StageRules(days, first, values, readings);
    }

    private WheelRow wheel(StageWalk walk) {
        return new WheelRow(
                walk.stage(),
                walk.sinceMillis(),
                walk.isDormant(),
                active.isEmpty() ? null : (Integer) active.first(),
                active.isEmpty() ? null : (Integer) active.last(),
                active.countOfLastPeriod(),
                values.count(),
                ValueEvents.known(values.firstAtMillis()),
                ValueEvents.known(values.secondAtMillis()),
                ValueEvents.known(values.lastAtMillis()),
                values.ewma(),
                first.at(FirstTimes.Of.LEAD),
                first.at(FirstTimes.Of.MQL),
                first.at(FirstTimes.Of.SQL),
                first.at(FirstTimes.Of.OPPORTUNITY),
                first.at(FirstTimes.Of.WON),
                first.at(FirstTimes.Of.INQUIRY),
                first.answeredAt(),
                first.salesTouchAt(),
                first.serviceTouchAt());
    }

    public void write(StateWriter out) {
        out.putByte(LAYOUT);
        out.putSigned(settledDay);
        active.write(out);
        days.write(out);
        settled.write(out);
        values.write(out);
        first.write(out);
        deals.write(out);
    }

    public static CustomerJourney read(StateReader in) {
        int layout = in.getByte();
        if (layout != LAYOUT) {
            throw new IllegalStateException("the state of a customer's journey has layout " + layout
                    + ", this release reads layout " + LAYOUT + "; restore it with the release that wrote it");
        }
        CustomerJourney journey = new CustomerJourney();
        journey.settledDay = (int) in.getSigned();
        journey.active = ActiveDays.read(in);
        journey.days = StageDays.read(in);
        journey.settled = StageWalk.read(in);
        journey.values = ValueEvents.read(in);
        journey.first = FirstTimes.read(in);
        journey.deals = Deals.read(in);
        return journey;
    }
}
