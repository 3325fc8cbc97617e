package io.flywheel.domain.friction.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.Priority;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns of a ticket, row by row of docs/reference/friction-service.md. */
class TicketRowTest {

    /** Weekdays from nine to five in Berlin; shut on the first of May 2026. */
    private static final BusinessCalendar OFFICE = new BusinessCalendar(
            ZoneId.of("Europe/Berlin"),
            List.of(DayOfWeek.values()).subList(0, 5).stream()
                    .map(day -> new OpeningHours(day, LocalTime.of(9, 0), LocalTime.of(17, 0)))
                    .toList(),
            List.of(LocalDate.of(2026, 5, 1)));

    private static final ServiceSettings IN_OFFICE = ServiceSettings.DEFAULT.withCalendars(OFFICE, Map.of());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            just opened                  | 0 opened                                                  | open    |   |    |     |     | 0 | 0 | 8   | 72
            answered                     | 0 opened, 2 answer                                        | open    | 2 |    |     |     | 0 | 1 | 8   | 72
            a robot and a note           | 0 opened, 1 robot, 2 note                                 | open    |   |    |     |     | 0 | 0 | 8   | 72
            two answers                  | 0 opened, 2 answer, 3 asks, 4 answer                      | open    | 2 |    |     |     | 0 | 2 | 8   | 72
            pending                      | 0 opened, 2 answer, 3 status=pending                      | pending | 2 |    |     |     | 0 | 1 | 8   |
            pending and back             | 0 opened, 2 answer, 3 waiting, 13 asks                    | open    | 2 |    |     |     | 0 | 1 | 8   | 82
            solved                       | 0 opened, 2 answer, 10 solved                             | solved  | 2 | 10 | 10  | 10  | 0 | 1 | 8   | 72
            solved after pending         | 0 opened, 2 answer, 3 waiting, 9 asks, 10 solved          | solved  | 2 | 10 | 10  | 4   | 0 | 1 | 8   | 78
            on hold is waiting           | 0 opened, 2 answer, 3 status=hold, 9 status=open, 10 solved | solved | 2 | 10 | 10  | 10  | 0 | 1 | 8   | 78
            closed after solved          | 0 opened, 2 answer, 10 solved, 50 closed                  | closed  | 2 | 10 | 10  | 10  | 0 | 1 | 8   | 72
            closed at once               | 0 opened, 10 closed                                       | closed  |   | 10 | 10  | 10  | 0 | 0 | 8   | 72
            reopened                     | 0 opened, 2 answer, 10 solved, 20 reopened                | open    | 2 | 10 | 10  | 10  | 1 | 1 | 8   | 92
            solved again                 | 0 opened, 2 answer, 10 solved, 20 reopened, 30 solved     | solved  | 2 | 10 | 30  | 20  | 1 | 1 | 8   | 92
            reopened before any answer   | 0 opened, 10 solved, 20 reopened, 23 answer, 30 solved    | solved  | 3 | 10 | 30  | 20  | 1 | 1 | 28  | 92
            solved twice counts once     | 0 opened, 2 answer, 10 solved, 12 solved                  | solved  | 2 | 10 | 10  | 10  | 0 | 1 | 8   | 72
            in the words of the source   | 0 opened, 2 answer, 10 status=Resolved                    | Resolved | 2 | 10 | 10  | 10  | 0 | 1 | 8   | 72
            """)
    void times(
            String what,
            String history,
            String status,
            @Nullable Long firstReply,
            @Nullable Long firstSolved,
            @Nullable Long resolution,
            @Nullable Long wait,
            int reopens,
            int replies,
            @Nullable String replyDue,
            @Nullable String resolutionDue) {
        TicketRow row = row(Tickets.history(history), ServiceSettings.DEFAULT);
        assertThat(row.status()).isEqualTo(status);
        assertThat(row.createdAtMillis()).isEqualTo(Tickets.START);
        assertThat(row.firstReplySeconds()).isEqualTo(seconds(firstReply));
        assertThat(row.firstReplyBusinessSeconds()).isEqualTo(row.firstReplySeconds());
        assertThat(row.firstSolvedAtMillis()).isEqualTo(firstSolved == null ? null : Tickets.millis("" + firstSolved));
        assertThat(row.solvedAtMillis()).isEqualTo(resolution == null ? null : Tickets.millis("" + resolution));
        assertThat(row.resolutionSeconds()).isEqualTo(seconds(resolution));
        assertThat(row.requesterWaitSeconds()).isEqualTo(seconds(wait));
        assertThat(row.reopens()).isEqualTo(reopens);
        assertThat(row.replies()).isEqualTo(replies);
        assertThat(row.firstReplyDueAtMillis()).isEqualTo(replyDue == null ? null : Tickets.millis(replyDue));
        assertThat(row.resolutionDueAtMillis()).isEqualTo(resolutionDue == null ? null : Tickets.millis(resolutionDue));
    }

    private static @Nullable Long seconds(@Nullable Long hours) {
        return hours == null ? null : hours * 3600;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "within a day,                   2026-03-04T09:00+01:00, 2026-03-04T17:00+01:00",
        "asked in the evening,           2026-03-04T20:00+01:00, 2026-03-05T17:00+01:00",
        "over a weekend,                 2026-03-06T13:00+01:00, 2026-03-09T13:00+01:00",
        "over a holiday,                 2026-04-30T13:00+02:00, 2026-05-04T13:00+02:00",
        "over the clocks going forward,  2026-03-27T13:00+01:00, 2026-03-30T13:00+02:00",
        "over the clocks going back,     2026-10-23T13:00+02:00, 2026-10-26T13:00+01:00"
    })
    void isDueInBusinessTime(String what, OffsetDateTime opened, OffsetDateTime due) {
        long start = opened.toInstant().toEpochMilli();
        long end = due.toInstant().toEpochMilli();
        Activity asked = Tickets.happens("opened", "a", start).build();
        assertThat(row(List.of(asked), IN_OFFICE).firstReplyDueAtMillis()).isEqualTo(end);
        ServiceDesk desk = new ServiceDesk();
        desk.take(asked);
        assertThat(desk.nextLookAfter(start, IN_OFFICE)).isEqualTo(end);
        Activity inTime = Tickets.happens("answer", "b", end).build();
        TicketRow answered = row(List.of(inTime, asked), IN_OFFICE);
        assertThat(answered.firstReplyBreached()).isFalse();
        assertThat(answered.firstReplyBusinessSeconds()).isEqualTo(8 * 3600L);
        assertThat(answered.firstReplySeconds()).isEqualTo((end - start) / 1000);
        Activity late = Tickets.happens("answer", "b", end + 1).build();
        assertThat(row(List.of(late, asked), IN_OFFICE).firstReplyBreached()).isTrue();
    }

    @Test
    void goesOnByTheCalendarOfTheNextTeam() {
        ServiceSettings settings =
                ServiceSettings.DEFAULT.withCalendars(OFFICE, Map.of("night", BusinessCalendar.alwaysOpen()));
        List<Activity> history = Tickets.history("14 opened, 20 team=night");
        assertThat(row(history.subList(0, 1), settings).firstReplyDueAtMillis()).isEqualTo(Tickets.millis("38"));
        assertThat(row(history, settings).firstReplyDueAtMillis()).isEqualTo(Tickets.millis("26"));
    }

    @Test
    void keepsWhatIsStated() {
        TicketRow row = row(
                Tickets.history(
                        "0 opened=high, 1 team=a, 2 team=b, 3 escalated, 4 priority=urgent, 5 sla, 6 sla, 7 solved, 8 csat=2, 9 csat=4"),
                ServiceSettings.DEFAULT);
        assertThat(row.ticketId()).isEqualTo("T");
        assertThat(row.channel()).isEqualTo("email");
        assertThat(row.team()).isEqualTo("b");
        assertThat(row.priority()).isEqualTo(Priority.URGENT);
        assertThat(row.reassignments()).isEqualTo(2);
        assertThat(row.escalations()).isEqualTo(1);
        assertThat(row.slaMissed()).isEqualTo(2);
        assertThat(row.resolutionBreached()).isTrue();
        assertThat(row.csat()).isEqualTo(4);
        assertThat(row.policy()).isEqualTo("default");
    }

    private static TicketRow row(List<Activity> history, ServiceSettings settings) {
        ServiceDesk desk = new ServiceDesk();
        history.forEach(desk::take);
        List<TicketRow> rows = new ArrayList<>();
        long last = history.stream().mapToLong(Activity::occurredAtMillis).max().orElse(0);
        desk.rows(last, settings, rows::add);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
