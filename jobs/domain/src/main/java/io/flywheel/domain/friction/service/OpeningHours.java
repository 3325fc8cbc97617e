package io.flywheel.domain.friction.service;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * One span of a weekday in which a team works, such as Monday from nine to noon.
 *
 * <p><b>Units:</b> times on the wall clock of the calendar's zone; closing at midnight means the end of the day.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} if it closes before it opens.
 */
public record OpeningHours(DayOfWeek day, LocalTime opens, LocalTime closes) {

    private static final long DAY_MILLIS = 86_400_000;
    private static final long NANOS_OF_MILLI = 1_000_000;

    public OpeningHours {
        if (!closes.equals(LocalTime.MIDNIGHT) && !closes.isAfter(opens)) {
            throw new IllegalArgumentException("opening hours of " + day + " from " + opens + " to " + closes
                    + " end before they begin; write hours that go past midnight as two spans");
        }
    }

    /** Moment of the week at which it opens, in milliseconds of wall clock since Monday's midnight. */
    long opensInWeek() {
        return dayInWeek() + opens.toNanoOfDay() / NANOS_OF_MILLI;
    }

    /** Moment of the week at which it closes, like {@link #opensInWeek}. */
    long closesInWeek() {
        return dayInWeek() + (closes.equals(LocalTime.MIDNIGHT) ? DAY_MILLIS : closes.toNanoOfDay() / NANOS_OF_MILLI);
    }

    private long dayInWeek() {
        return (day.getValue() - 1) * DAY_MILLIS;
    }
}
