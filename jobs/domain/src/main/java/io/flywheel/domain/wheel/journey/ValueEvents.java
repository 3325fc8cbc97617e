package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value events of a customer, and the revolutions between them.
 *
 * <p><b>Shape:</b> of settled ones their number, the times of the first, second and last, and the smoothed cycle; the others as a sorted list, each once.
 *
 * <p><b>Units:</b> event time in epoch milliseconds, {@link #NEVER} for none; cycles in days, NaN for none.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Revolutions".
 */
final class ValueEvents {

    static final long NEVER = Long.MAX_VALUE;

    private static final double NEWEST_SHARE = 0.3;
    private static final int LEAST_BYTES = 5;

    private long settledCount;
    private long settledFirst = NEVER;
    private long settledSecond = NEVER;
    private long settledLast = NEVER;
    private double settledEwma = Double.NaN;
    private final List<ValueEvent> open = new ArrayList<>(0);

    void add(ValueEvent event) {
        int place = Collections.binarySearch(open, event, ValueEvent.ORDER);
        if (place < 0) {
            open.add(-1 - place, event);
        }
    }

    long count() {
        return settledCount + open.size();
    }

    long firstAtMillis() {
        return settledCount > 0 ? settledFirst : atPlace(0);
    }

    long secondAtMillis() {
        return settledCount > 1 ? settledSecond : atPlace(1 - (int) settledCount);
    }

    long lastAtMillis() {
        return open.isEmpty() ? settledLast : atPlace(open.size() - 1);
    }

    private long atPlace(int place) {
        return place < open.size() ? open.get(place).atMillis() : NEVER;
    }

    /** A time, or null for one that never came. */
    static @Nullable Long known(long atMillis) {
        return atMillis == NEVER ? null : atMillis;
    }

    /** The smoothed cycle, or null without a revolution. */
    @Nullable
    Double ewma() {
        double ewma = settledEwma;
        long before = settledLast;
        for (ValueEvent event : open) {
            ewma = smoothed(ewma, before, event.atMillis());
            before = event.atMillis();
        }
        return Double.isNaN(ewma) ? null : ewma;
    }

    private static double smoothed(double ewma, long before, long at) {
        if (before == NEVER) {
            return ewma;
        }
        double cycle = cycleDays(before, at);
        return Double.isNaN(ewma) ? cycle : NEWEST_SHARE * cycle + (1 - NEWEST_SHARE) * ewma;
    }

    private static double cycleDays(long startedAt, long endedAt) {
        return (double) (endedAt - startedAt) / Days.MILLIS;
    }

    /** Revolutions that end with an event that is not settled. */
    List<Revolution> revolutions() {
        List<Revolution> revolutions = new ArrayList<>(open.size());
        long before = settledLast;
        for (int i = 0; i < open.size(); i++) {
            ValueEvent event = open.get(i);
            if (before != NEVER) {
                revolutions.add(new Revolution(
                        settledCount + i,
                        before,
                        event.atMillis(),
                        cycleDays(before, event.atMillis()),
                        event.amountMinor(),
                        event.currency(),
                        event.eventId()));
            }
            before = event.atMillis();
        }
        return revolutions;
    }

    void settle(long horizonMillis) {
        int settled = 0;
        while (settled < open.size() && open.get(settled).atMillis() < horizonMillis) {
            long at = open.get(settled++).atMillis();
            settledFirst = settledCount == 0 ? at : settledFirst;
            settledSecond = settledCount == 1 ? at : settledSecond;
            settledEwma = smoothed(settledEwma, settledLast, at);
            settledLast = at;
            settledCount++;
        }
        open.subList(0, settled).clear();
    }

    void write(StateWriter out) {
        out.putCount(settledCount);
        if (settledCount > 0) {
            out.putSigned(settledFirst);
            out.putSigned(settledLast);
        }
        if (settledCount > 1) {
            out.putSigned(settledSecond);
            out.putDouble(settledEwma);
        }
        out.putCount(open.size());
        open.forEach(event -> event.write(out));
    }

    static ValueEvents read(StateReader in) {
        ValueEvents values = new ValueEvents();
        values.settledCount = in.getVariable();
        if (values.settledCount > 0) {
            values.settledFirst = in.getSigned();
            values.settledLast = in.getSigned();
        }
        if (values.settledCount > 1) {
            values.settledSecond = in.getSigned();
            values.settledEwma = in.getDouble();
        }
        int count = in.getCountOf(LEAST_BYTES);
        for (int i = 0; i < count; i++) {
            values.open.add(ValueEvent.read(in));
        }
        return values;
    }
}
