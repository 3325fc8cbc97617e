package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a customer has records, as far as the rules of the stages still ask for them.
 *
 * <p><b>Shape:</b> sorted by day: of the settled days the last 90 that say something, then every day with records that is not settled.
 */
final class StageDays {

    private static final int FEATURE_DAYS = 28;
    private static final int RATING_DAYS = 90;
    private static final int LEAST_RATINGS = 2;
    private static final long LEAST_MEAN_THOUSANDTHS = 4_500;
    private static final int LEAST_BYTES = 7;

    private final List<StageDay> days = new ArrayList<>(1);
    private @Nullable Moment lead;

    void fold(Signal signal, boolean isActive) {
        lead = Moment.first(lead, new Moment(signal.occurredAtMillis(), signal.eventId()));
        at(Days.of(signal.occurredAtMillis())).fold(signal, isActive);
    }

    private StageDay at(int day) {
        int place = days.size();
        while (place > 0 && days.get(place - 1).day > day) {
            place--;
        }
        if (place > 0 && days.get(place - 1).day == day) {
            return days.get(place - 1);
        }
        StageDay added = new StageDay(day);
        days.add(place, added);
        return added;
    }

    /** The first record of the customer, or null before it. */
    @Nullable
    Moment lead() {
        return lead;
    }

    /** The days with records that are not settled, in order. */
    List<StageDay> from(int settledDay) {
        int place = 0;
        while (place < days.size() && days.get(place).day < settledDay) {
            place++;
        }
        return days.subList(place, days.size());
    }

    int featureDays(int day) {
        int count = 0;
        for (StageDay one : days) {
            count += isIn(one, day, FEATURE_DAYS) && one.usedFeature() ? 1 : 0;
        }
        return count;
    }

    /** Whether the customer said within 90 days that they recommend us, or was satisfied on the whole. */
    boolean isDelighted(int day) {
        long count = 0;
        long sum = 0;
        for (StageDay one : days) {
            if (isIn(one, day, RATING_DAYS)) {
                if (one.wasPromoter()) {
                    return true;
                }
                count += one.ratingCount();
                sum += one.ratingThousandths();
            }
        }
        return count >= LEAST_RATINGS && sum >= LEAST_MEAN_THOUSANDTHS * count;
    }

    private static boolean isIn(StageDay one, int day, int length) {
        return one.day > day - length && one.day <= day;
    }

    void settle(int settledDay) {
        for (StageDay one : days) {
            if (one.day < settledDay) {
                one.settle();
            }
        }
        days.removeIf(one -> one.day < settledDay && (one.day <= settledDay - RATING_DAYS || !one.isAskedFor()));
    }

    void write(StateWriter out) {
        Moment.write(lead, out);
        out.putCount(days.size());
        days.forEach(day -> day.write(out));
    }

    static StageDays read(StateReader in) {
        StageDays read = new StageDays();
        read.lead = Moment.read(in);
        for (int i = in.getCountOf(LEAST_BYTES); i > 0; i--) {
            read.days.add(StageDay.read(in));
        }
        return read;
    }
}
