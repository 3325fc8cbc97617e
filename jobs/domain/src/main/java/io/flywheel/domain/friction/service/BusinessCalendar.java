package io.flywheel.domain.friction.service;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * When a team works: a zone, the hours of a week, and the days on which it stays shut.
 *
 * <p><b>Shape:</b> open at every instant at which the wall clock of the zone shows an opening hour of a day that is no holiday. So an hour that a change of clocks leaves out is not worked, and one
 * that it repeats is worked twice. Where the offset of the zone stays the same, business time since a fixed Monday is a sum over whole weeks, the rest of a week and the holidays passed; so neither
 * question takes longer for a year than for an hour, but for two steps a year over the changes of clocks.
 *
 * <p><b>Units:</b> instants in epoch milliseconds, durations in milliseconds of real time.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a calendar that never opens, for hours that overlap and for negative durations.
 */
public final class BusinessCalendar {

    private static final long DAY_MILLIS = 86_400_000;
    private static final long WEEK_MILLIS = 7 * DAY_MILLIS;
    /** The Thursday of 1970-01-01 comes three days after a Monday. */
    private static final long THURSDAY_MILLIS = 3 * DAY_MILLIS;

    private static final BusinessCalendar ALWAYS_OPEN = new BusinessCalendar(ZoneOffset.UTC, everyDay(), List.of());

    private final ZoneId zone;
    private final long[] opens;
    private final long[] closes;
    /** Business time of a week before each span, and that of a whole week at the end. */
    private final long[] workedBefore;

    private final long[] holidays;
    /** Business time that the holidays before each one cost, and all of them at the end. */
    private final long[] lostBefore;

    public BusinessCalendar(ZoneId zone, Collection<OpeningHours> hours, Collection<LocalDate> holidays) {
        this.zone = zone;
        List<OpeningHours> week = hours.stream()
                .sorted(Comparator.comparingLong(OpeningHours::opensInWeek))
                .toList();
        if (week.isEmpty()) {
            throw new IllegalArgumentException(
                    "the business calendar of " + zone + " never opens; give it opening hours or leave it out");
        }
        opens = week.stream().mapToLong(OpeningHours::opensInWeek).toArray();
        closes = week.stream().mapToLong(OpeningHours::closesInWeek).toArray();
        workedBefore = new long[opens.length + 1];
        for (int i = 0; i < opens.length; i++) {
            if (i > 0 && opens[i] < closes[i - 1]) {
                throw new IllegalArgumentException("opening hours " + week.get(i - 1) + " and " + week.get(i)
                        + " of the business calendar of " + zone + " overlap; join them");
            }
            workedBefore[i + 1] = workedBefore[i] + closes[i] - opens[i];
        }
        this.holidays = holidays.stream()
                .mapToLong(LocalDate::toEpochDay)
                .sorted()
                .distinct()
                .toArray();
        lostBefore = new long[this.holidays.length + 1];
        for (int i = 0; i < this.holidays.length; i++) {
            long midnight = this.holidays[i] * DAY_MILLIS;
            lostBefore[i + 1] = lostBefore[i] + workedBy(midnight + DAY_MILLIS) - workedBy(midnight);
        }
    }

    /** The calendar on which business time is time: open day and night. */
    public static BusinessCalendar alwaysOpen() {
        return ALWAYS_OPEN;
    }

    private static List<OpeningHours> everyDay() {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new OpeningHours(day, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))
                .toList();
    }

    /** Business time between two instants; none if the second is not after the first. */
    public long businessBetween(long fromMillis, long toMillis) {
        long sum = 0;
        long at = fromMillis;
        while (at < toMillis) {
            long end = Math.min(toMillis, nextChangeOfClocks(at));
            long offset = offset(at);
            sum += openBy(end + offset) - openBy(at + offset);
            at = end;
        }
        return sum;
    }

    /** The first instant by which so much business time has passed; the start itself for none. */
    public long addBusiness(long startMillis, long durationMillis) {
        if (durationMillis < 0) {
            throw new IllegalArgumentException("business time to add must not be negative: " + durationMillis);
        }
        long left = durationMillis;
        long at = startMillis;
        while (true) {
            long end = nextChangeOfClocks(at);
            long offset = offset(at);
            long begun = openBy(at + offset);
            long within = end == Long.MAX_VALUE ? Long.MAX_VALUE : openBy(end + offset) - begun;
            if (left <= within) {
                return left == 0 ? at : firstOpenBy(begun + left) - offset;
            }
            left -= within;
            at = end;
        }
    }

    /** The instant at which the offset of the zone changes next, or {@link Long#MAX_VALUE} if it never does. */
    private long nextChangeOfClocks(long atMillis) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.ofEpochMilli(atMillis));
        return next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
    }

    private long offset(long atMillis) {
        return zone.getRules().getOffset(Instant.ofEpochMilli(atMillis)).getTotalSeconds() * 1000L;
    }

    /** Business time from the fixed Monday to a time of the wall clock, as if the clocks never changed. */
    private long openBy(long wallMillis) {
        return workedBy(wallMillis) - lostBy(wallMillis);
    }

    private long workedBy(long wallMillis) {
        long sinceMonday = wallMillis + THURSDAY_MILLIS;
        long inWeek = Math.floorMod(sinceMonday, WEEK_MILLIS);
        int span = place(opens, inWeek);
        long week = Math.floorDiv(sinceMonday, WEEK_MILLIS) * workedBefore[opens.length];
        return span < 0 ? week : week + workedBefore[span] + Math.min(inWeek, closes[span]) - opens[span];
    }

    private long lostBy(long wallMillis) {
        int last = place(holidays, Math.floorDiv(wallMillis, DAY_MILLIS));
        if (last < 0) {
            return 0;
        }
        long midnight = holidays[last] * DAY_MILLIS;
        return lostBefore[last] + workedBy(Math.min(wallMillis, midnight + DAY_MILLIS)) - workedBy(midnight);
    }

    /** The earliest time of the wall clock by which so much business time has passed since the fixed Monday. */
    private long firstOpenBy(long sum) {
        long week = workedBefore[opens.length];
        long late = (Math.floorDiv(sum + lostBefore[holidays.length], week) + 1) * WEEK_MILLIS - THURSDAY_MILLIS;
        long early = (Math.floorDiv(sum, week) - 1) * WEEK_MILLIS - THURSDAY_MILLIS;
        while (late - early > 1) {
            long middle = Math.floorDiv(early + late, 2L);
            if (openBy(middle) < sum) {
                early = middle;
            } else {
                late = middle;
            }
        }
        return late;
    }

    /** Place of the last of the sorted numbers that is not above a number, or -1. */
    private static int place(long[] sorted, long number) {
        int found = Arrays.binarySearch(sorted, number);
        return found >= 0 ? found : -found - 2;
    }

    /** Whether both show the same zone, hours and holidays. */
    @Override
    public boolean equals(Object other) {
        return other instanceof BusinessCalendar that
                && zone.equals(that.zone)
                && Arrays.equals(opens, that.opens)
                && Arrays.equals(closes, that.closes)
                && Arrays.equals(holidays, that.holidays);
    }

    @Override
    public int hashCode() {
        return 31 * zone.hashCode() + Arrays.hashCode(opens) + Arrays.hashCode(holidays);
    }
}
