package io.flywheel.domain.friction.deals;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The periods that sales are forecast for: a deal slips when its day moves into a later one. */
public enum ClosePeriod {
    MONTH(1),
    QUARTER(3);

    private static final LocalDate FIRST_DAY = LocalDate.EPOCH;

    private final int months;

    ClosePeriod(int months) {
        this.months = months;
    }

    /** Whether a day, counted from 1970-01-01, lies in a later period than another. */
    boolean isLater(long day, long thanDay) {
        return number(day) > number(thanDay);
    }

    private long number(long day) {
        LocalDate firstOfMonth = LocalDate.ofEpochDay(day).withDayOfMonth(1);
        return Math.floorDiv(ChronoUnit.MONTHS.between(FIRST_DAY, firstOfMonth), months);
    }
}
