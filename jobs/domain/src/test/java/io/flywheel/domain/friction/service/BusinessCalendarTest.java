package io.flywheel.domain.friction.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BusinessCalendarTest {

    private static final long QUARTER = Duration.ofMinutes(15).toMillis();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** Monday to Friday from nine to noon and from one to five; shut on the first of May 2026, a Friday, and on Christmas. */
    private static final BusinessCalendar OFFICE = office();

    /** Open every day from one to half past two and from half past two to six, so across every change of clocks. */
    private static final BusinessCalendar NIGHT = new BusinessCalendar(
            BERLIN,
            List.of(DayOfWeek.values()).stream()
                    .flatMap(day -> List.of(
                            new OpeningHours(day, LocalTime.of(1, 0), LocalTime.of(2, 30)),
                            new OpeningHours(day, LocalTime.of(2, 30), LocalTime.of(6, 0)))
                            .stream())
                    .toList(),
            List.of());

    private static BusinessCalendar office() {
        List<OpeningHours> hours = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            hours.add(new OpeningHours(DayOfWeek.of(day), LocalTime.of(13, 0), LocalTime.of(17, 0)));
            hours.add(new OpeningHours(DayOfWeek.of(day), LocalTime.of(9, 0), LocalTime.of(12, 0)));
        }
        return new BusinessCalendar(BERLIN, hours, List.of(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 12, 25)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "within a span,                     2026-03-04T10:00+01:00, PT1H,   2026-03-04T11:00+01:00",
        "nothing to wait for,               2026-03-07T10:00+01:00, PT0S,   2026-03-07T10:00+01:00",
        "exactly to the end of a span,      2026-03-04T10:00+01:00, PT2H,   2026-03-04T12:00+01:00",
        "over noon,                         2026-03-04T11:00+01:00, PT2H,   2026-03-04T14:00+01:00",
        "asked before it opens,             2026-03-04T06:00+01:00, PT1H,   2026-03-04T10:00+01:00",
        "asked in the evening,              2026-03-04T20:00+01:00, PT30M,  2026-03-05T09:30+01:00",
        "asked at noon,                     2026-03-04T12:00+01:00, PT4H,   2026-03-04T17:00+01:00",
        "over a weekend,                    2026-03-06T16:00+01:00, PT2H,   2026-03-09T10:00+01:00",
        "asked on a Sunday,                 2026-03-08T10:00+01:00, PT7H,   2026-03-09T17:00+01:00",
        "over a holiday and a weekend,      2026-04-30T16:00+02:00, PT2H,   2026-05-04T10:00+02:00",
        "asked on a holiday,                2026-05-01T10:00+02:00, PT1H,   2026-05-04T10:00+02:00",
        "a week,                            2026-03-03T09:00+01:00, PT35H,  2026-03-09T17:00+01:00",
        "a year less the holidays,          2026-01-05T09:00+01:00, PT1820H,2027-01-05T17:00+01:00",
        "weekend in which clocks go on,     2026-03-27T16:00+01:00, PT2H,   2026-03-30T10:00+02:00",
        "weekend in which clocks go back,   2026-10-23T16:00+02:00, PT2H,   2026-10-26T10:00+01:00"
    })
    void officeHours(String what, OffsetDateTime from, Duration duration, OffsetDateTime until) {
        assertAdds(OFFICE, from, duration, until);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an ordinary night,                   2026-03-28T01:00+01:00, PT5H,    2026-03-28T06:00+01:00",
        "two to three is left out,            2026-03-29T01:00+01:00, PT1H,    2026-03-29T03:00+02:00",
        "just after the hour left out,        2026-03-29T01:00+01:00, PT1H15M, 2026-03-29T03:15+02:00",
        "a night an hour short,               2026-03-29T01:00+01:00, PT4H,    2026-03-29T06:00+02:00",
        "what is missing comes from the next, 2026-03-29T01:00+01:00, PT5H,    2026-03-30T02:00+02:00",
        "two to three comes once,             2026-10-25T01:00+02:00, PT2H,    2026-10-25T02:00+01:00",
        "and a second time,                   2026-10-25T01:00+02:00, PT3H,    2026-10-25T03:00+01:00",
        "a night an hour longer,              2026-10-25T01:00+02:00, PT6H,    2026-10-25T06:00+01:00"
    })
    void changesOfClocks(String what, OffsetDateTime from, Duration duration, OffsetDateTime until) {
        assertAdds(NIGHT, from, duration, until);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "across the hour left out, 2026-03-28T12:00+01:00, PT24H, 2026-03-29T13:00+02:00",
        "across the hour repeated, 2026-10-24T12:00+02:00, PT24H, 2026-10-25T11:00+01:00",
        "a year,                   2026-01-01T00:00+01:00, P365D, 2027-01-01T00:00+01:00"
    })
    void openDayAndNight(String what, OffsetDateTime from, Duration duration, OffsetDateTime until) {
        assertAdds(BusinessCalendar.alwaysOpen(), from, duration, until);
    }

    private static void assertAdds(
            BusinessCalendar calendar, OffsetDateTime from, Duration duration, OffsetDateTime until) {
        long start = from.toInstant().toEpochMilli();
        assertThat(Instant.ofEpochMilli(calendar.addBusiness(start, duration.toMillis())))
                .isEqualTo(until.toInstant());
        assertThat(Duration.ofMillis(
                        calendar.businessBetween(start, until.toInstant().toEpochMilli())))
                .isEqualTo(duration);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "backwards,               2026-03-04T11:00+01:00, 2026-03-04T10:00+01:00, PT0S",
        "nothing,                 2026-03-04T11:00+01:00, 2026-03-04T11:00+01:00, PT0S",
        "a weekend,               2026-03-06T17:00+01:00, 2026-03-09T09:00+01:00, PT0S",
        "a holiday,               2026-05-01T00:00+02:00, 2026-05-02T00:00+02:00, PT0S",
        "into a holiday,          2026-04-30T16:00+02:00, 2026-05-01T16:00+02:00, PT1H",
        "a day,                   2026-03-04T00:00+01:00, 2026-03-05T00:00+01:00, PT7H",
        "a week with a holiday,   2026-04-27T00:00+02:00, 2026-05-04T00:00+02:00, PT28H",
        "before the first epoch,  1969-12-29T00:00+01:00, 1970-01-05T00:00+01:00, PT35H"
    })
    void businessBetween(String what, OffsetDateTime from, OffsetDateTime to, Duration expected) {
        long between = OFFICE.businessBetween(
                from.toInstant().toEpochMilli(), to.toInstant().toEpochMilli());
        assertThat(Duration.ofMillis(between)).isEqualTo(expected);
    }

    @Test
    void refusesCalendarsThatNeverOpenAndHoursThatContradict() {
        assertThatThrownBy(() -> new BusinessCalendar(BERLIN, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Europe/Berlin never opens");
        assertThatThrownBy(() -> new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(22, 0), LocalTime.of(6, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MONDAY from 22:00 to 06:00");
        List<OpeningHours> twice = List.of(
                new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0)),
                new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(11, 0), LocalTime.of(17, 0)));
        assertThatThrownBy(() -> new BusinessCalendar(BERLIN, twice, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overlap");
        assertThatThrownBy(() -> OFFICE.addBusiness(0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /** Quarters of an hour are tried one by one, in zones that leave out half an hour, midnight or a whole day. */
    @ParameterizedTest
    @MethodSource("seeds")
    void equalsTheWallClockLookedAtEveryQuarterOfAnHour(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> zones =
                List.of("Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata");
        List<String> days = List.of("2026-03-29", "2017-10-15", "2026-10-04", "2011-12-30", "2026-10-25", "2018-02-18");
        ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
        LocalDate day = LocalDate.parse(days.get(random.nextInt(days.size())));
        List<OpeningHours> hours = randomHours(random);
        List<LocalDate> holidays = LongStream.range(0, random.nextInt(4))
                .mapToObj(any -> day.plusDays(random.nextLong(-9, 9)))
                .toList();
        BusinessCalendar calendar = new BusinessCalendar(zone, hours, holidays);
        long begin = day.minusDays(10).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long from = begin + random.nextInt(96 * 5) * QUARTER;
        long left = random.nextInt(1, 96) * QUARTER;
        long at = from;
        for (long worked = 0; worked < left || at < from + 10 * 96 * QUARTER; at += QUARTER) {
            assertThat(calendar.businessBetween(from, at)).isEqualTo(worked);
            boolean open = isOpen(hours, holidays, Instant.ofEpochMilli(at).atZone(zone));
            if (open && worked < left && worked + QUARTER >= left) {
                assertThat(calendar.addBusiness(from, left)).isEqualTo(at + QUARTER);
                assertThat(calendar.addBusiness(from, left - QUARTER + 1)).isEqualTo(at + 1);
            }
            worked += open ? QUARTER : 0;
        }
    }

    private static List<OpeningHours> randomHours(SplittableRandom random) {
        List<OpeningHours> hours = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            int quarter = random.nextInt(40);
            while (quarter < 90 && (random.nextInt(3) > 0 || hours.isEmpty())) {
                int end = Math.min(96, quarter + random.nextInt(1, 40));
                hours.add(new OpeningHours(
                        day, LocalTime.MIDNIGHT.plusMinutes(15L * quarter), LocalTime.MIDNIGHT.plusMinutes(15L * end)));
                quarter = end + random.nextInt(5);
            }
        }
        return hours;
    }

    private static boolean isOpen(List<OpeningHours> hours, List<LocalDate> holidays, ZonedDateTime wall) {
        return !holidays.contains(wall.toLocalDate())
                && hours.stream()
                        .anyMatch(span -> span.day() == wall.getDayOfWeek()
                                && !wall.toLocalTime().isBefore(span.opens())
                                && (span.closes().equals(LocalTime.MIDNIGHT)
                                        || wall.toLocalTime().isBefore(span.closes())));
    }

    @Test
    void calendarsAreEqualByWhatTheyShow() {
        List<OpeningHours> noon = List.of(new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(11, 0), LocalTime.of(13, 0)));
        BusinessCalendar one = new BusinessCalendar(BERLIN, noon, List.of());

        assertThat(office()).isEqualTo(OFFICE).hasSameHashCodeAs(OFFICE);
        assertThat(one)
                .isNotEqualTo(OFFICE)
                .isNotEqualTo(new BusinessCalendar(ZoneOffset.UTC, noon, List.of()))
                .isNotEqualTo(new BusinessCalendar(BERLIN, noon, List.of(LocalDate.of(2026, 5, 1))));
    }
}
