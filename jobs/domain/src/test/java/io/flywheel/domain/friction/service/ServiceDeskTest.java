package io.flywheel.domain.friction.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.friction.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth tables of docs/reference/friction-service.md. The default policy: 8 hours to respond, 72 to solve; urgent 1 and 8. */
class ServiceDeskTest {

    private static final ServiceSettings SETTINGS = ServiceSettings.DEFAULT;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            answered in time                        | 0 opened, 2 answer                               | 9  |
            not due yet                             | 0 opened                                         | 7:59 |
            due                                     | 0 opened                                         | 8  | 8 first_response_missed e0
            answered when due                       | 0 opened, 8 answer                               | 9  |
            answered after it was due               | 0 opened, 9 answer                               | 9  | 8 first_response_missed e0; 9 response_given e1
            told no earlier than due                | 0 opened, 9 answer                               | 7  |
            a robot is not human                    | 0 opened, 1 robot                                | 8  | 8 first_response_missed e0
            a note is for colleagues                | 0 opened, 1 note                                 | 8  | 8 first_response_missed e0
            an answered call is an answer           | 0 opened, 1 call                                 | 8  | 1 channel_switched e1
            the customer asking again is no answer  | 0 opened, 1 asks                                 | 9  | 8 first_response_missed e0
            solved without a word                   | 0 opened, 3 solved                               | 9  |
            solved late without a word              | 0 opened, 9 solved                               | 9  | 8 first_response_missed e0; 9 response_given e1
            status solved ends it, too              | 0 opened, 9 status=resolved                      | 9  | 8 first_response_missed e0; 9 response_given e1
            reopened before any answer              | 0 opened, 1 solved, 100 reopened, 101 answer     | 110 |
            reopened before any answer, no answer   | 0 opened, 1 solved, 100 reopened                 | 108 | 108 first_response_missed e2
            reopened after a robot's answer         | 0 opened, 1 robot, 2 solved, 100 reopened        | 108 | 108 first_response_missed e3
            missed, reopened and missed again       | 0 opened, 10 reopened, 19 answer                 | 20 | 8 first_response_missed e0; 18 first_response_missed e1; 19 response_given e2
            opened twice                            | 0 opened, 1 opened                               | 9  | 8 first_response_missed e0
            never opened as far as known            | 0 status=open                                    | 99 |
            """)
    void firstResponse(String what, String history, String watermark, String expected) {
        assertFinds(history, watermark, expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            asked again and answered                | 0 opened, 1 answer, 2 asks, 3 answer              | 20 |
            asked again and not answered            | 0 opened, 1 answer, 2 asks                        | 10 | 10 next_response_missed e2
            answered late                           | 0 opened, 1 answer, 2 asks, 11 answer             | 11 | 10 next_response_missed e2; 11 response_given e3
            the first of two questions counts       | 0 opened, 1 answer, 2 asks, 5 asks                | 10 | 10 next_response_missed e2
            nothing asked, nothing due              | 0 opened, 1 answer                                | 50 |
            thanks after the solution               | 0 opened, 1 answer, 2 solved, 3 asks              | 50 |
            solved instead of answered              | 0 opened, 1 answer, 2 asks, 3 solved              | 50 |
            reopened by the customer                | 0 opened, 1 answer, 2 solved, 20 reopened         | 28 | 28 next_response_missed e3
            reopened by an agent                    | 0 opened, 1 answer, 2 solved, 20 reopened=agent   | 50 |
            asked, then reopened                    | 0 opened, 1 answer, 2 solved, 20 asks, 20:01 reopened | 29 | 28:01 next_response_missed e4
            """)
    void nextResponse(String what, String history, String watermark, String expected) {
        assertFinds(history, watermark, expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            solved in time                          | 0 opened, 1 answer, 72 solved                     | 99  |
            not solved                              | 0 opened, 1 answer                                | 72  | 72 resolution_missed e0
            solved late                             | 0 opened, 1 answer, 80 solved                     | 80  | 72 resolution_missed e0; 80 resolution_given e2
            closed late                             | 0 opened, 1 answer, 80 closed                     | 80  | 72 resolution_missed e0; 80 resolution_given e2
            status solved late                      | 0 opened, 1 answer, 80 status=solved              | 80  | 72 resolution_missed e0; 80 resolution_given e2
            reopened asks anew                      | 0 opened, 1 answer, 2 solved, 99 reopened=agent   | 171 | 171 resolution_missed e3
            solved, closed, both late               | 0 opened, 1 answer, 80 solved, 90 closed          | 99  | 72 resolution_missed e0; 80 resolution_given e2
            the source says so first                | 0 opened, 1 answer, 50 sla                        | 99  |
            the source says so later                | 0 opened, 1 answer, 80 sla                        | 99  | 72 resolution_missed e0
            the source says so as it is due         | 0 opened, 1 answer, 72 sla                        | 99  |
            said by the source, then reopened       | 0 opened, 1 answer, 50 sla, 60 solved, 61 reopened=agent | 200 |
            """)
    void resolution(String what, String history, String watermark, String expected) {
        assertFinds(history, watermark, expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            pending stops the clock                 | 0 opened, 2 status=pending                        | 99 |
            on hold stops it                        | 0 opened, 2 status=On-hold                        | 99 |
            waiting for the customer stops it       | 0 opened, 2 waiting                               | 99 |
            in the words of the source              | 0 opened, 2 status=Awaiting_User_Info             | 99 |
            an unknown word does not                | 0 opened, 2 status=triage                         | 8  | 8 first_response_missed e0
            open goes on                            | 0 opened, 2 status=pending, 20 status=open        | 26 | 26 first_response_missed e0
            not a minute earlier                    | 0 opened, 2 status=pending, 20 status=open        | 25:59 |
            the customer's reply goes on            | 0 opened, 2 waiting, 20 asks                      | 26 | 26 first_response_missed e0
            unless it stays pending                 | 0 opened, 2 waiting, 20 asks=pending              | 99 |
            two breaks                              | 0 opened, 2 waiting, 3 asks, 5 status=hold, 9 status=open | 13 | 13 first_response_missed e0
            pending as it is due, then open         | 0 opened, 8 waiting, 20 asks                      | 20 | 20 first_response_missed e0
            answered in the break                   | 0 opened, 2 waiting, 50 answer                    | 99 |
            paused again while solved               | 0 opened, 1 answer, 2 waiting, 200 asks, 201 solved | 300 |
            """)
    void pauses(String what, String history, String watermark, String expected) {
        assertFinds(history, watermark, expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            urgent                                  | 0 opened=urgent                                   | 1  | 1 first_response_missed e0
            made urgent in time                     | 0 opened, 0:30 priority=urgent                    | 1  | 1 first_response_missed e0
            made urgent when already too late       | 0 opened, 3 priority=urgent                       | 3  | 3 first_response_missed e0
            made less urgent in time                | 0 opened=urgent, 0:30 priority=normal             | 8  | 8 first_response_missed e0
            made less urgent too late               | 0 opened=urgent, 2 priority=normal                | 9  | 1 first_response_missed e0
            """)
    void priorities(String what, String history, String watermark, String expected) {
        assertFinds(history, watermark, expected);
    }

    private static void assertFinds(String history, String watermark, String expected) {
        List<Activity> activities = new ArrayList<>(Tickets.history(history));
        ServiceDesk desk = desk(activities);
        assertThat(found(desk, watermark)).isEqualTo(expected == null ? "" : expected);
        Collections.reverse(activities);
        activities.addAll(List.copyOf(activities));
        assertThat(found(desk(activities), watermark)).isEqualTo(expected == null ? "" : expected);
    }

    private static String found(ServiceDesk desk, String watermark) {
        List<String> found = new ArrayList<>();
        desk.find(Tickets.millis(watermark), SETTINGS, finding -> found.add(Tickets.words(finding)));
        return found.stream().collect(Collectors.joining("; "));
    }

    private static ServiceDesk desk(List<Activity> activities) {
        ServiceDesk desk = new ServiceDesk();
        activities.forEach(desk::take);
        return desk;
    }

    private static TicketRow row(ServiceDesk desk, String watermark, ServiceSettings settings) {
        List<TicketRow> rows = new ArrayList<>();
        desk.rows(Tickets.millis(watermark), settings, rows::add);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void anAnswerThatComesLateUndoesTheMiss() {
        List<Activity> history = Tickets.history("0 opened, 7 answer, 20 status=open");
        ServiceDesk desk = desk(List.of(history.get(0), history.get(2)));
        assertThat(found(desk, "30")).isEqualTo("8 first_response_missed e0");
        assertThat(row(desk, "30", SETTINGS)).satisfies(row -> {
            assertThat(row.firstReplyBreached()).isTrue();
            assertThat(row.breachRetracted()).isFalse();
        });
        desk.take(history.get(1));
        assertThat(row(desk, "30", SETTINGS).breachRetracted()).isTrue();
        assertThat(found(desk, "30")).isEmpty();
        assertThat(row(desk, "30", SETTINGS)).satisfies(row -> {
            assertThat(row.firstReplyBreached()).isFalse();
            assertThat(row.breachRetracted()).isTrue();
            assertThat(row.firstReplySeconds()).isEqualTo(7 * 3600L);
        });
    }

    @Test
    void anAnswerThatComesLateAndWasLateUndoesNothing() {
        List<Activity> history = Tickets.history("0 opened, 9 answer, 20 status=open");
        ServiceDesk desk = desk(List.of(history.get(0), history.get(2)));
        assertThat(found(desk, "30")).isEqualTo("8 first_response_missed e0");
        desk.take(history.get(1));
        assertThat(found(desk, "30")).isEqualTo("8 first_response_missed e0; 9 response_given e1");
        assertThat(row(desk, "30", SETTINGS).breachRetracted()).isFalse();
    }

    @Test
    void aWatermarkThatBeginsAnewAfterARestartUndoesNothing() {
        ServiceDesk desk = desk(Tickets.history("0 opened"));
        assertThat(found(desk, "30")).isNotEmpty();
        assertThat(found(desk, "1")).isEmpty();
        assertThat(row(desk, "1", SETTINGS).breachRetracted()).isFalse();
    }

    @Test
    void looksAgainWhenTheNextDeadlinePasses() {
        ServiceDesk desk = desk(Tickets.history("0 opened"));
        assertThat(desk.nextLookAfter(Tickets.millis("0"), SETTINGS)).isEqualTo(Tickets.millis("8"));
        assertThat(desk.nextLookAfter(Tickets.millis("8"), SETTINGS)).isEqualTo(Tickets.millis("72"));
        assertThat(desk.nextLookAfter(Tickets.millis("72"), SETTINGS)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void setsNoTimersWithoutTargetsAndStillMeasures() {
        ServiceSettings none = SETTINGS.withPolicy(ServicePolicy.NONE);
        ServiceDesk desk = desk(Tickets.history("0 opened, 300 answer, 400 solved"));
        List<Finding> found = new ArrayList<>();
        desk.find(Long.MAX_VALUE, none, found::add);
        assertThat(found).isEmpty();
        assertThat(desk.nextLookAfter(0, none)).isEqualTo(Long.MAX_VALUE);
        assertThat(row(desk, "400", none)).satisfies(row -> {
            assertThat(row.firstReplySeconds()).isEqualTo(300 * 3600L);
            assertThat(row.firstReplyDueAtMillis()).isNull();
            assertThat(row.policy()).isEqualTo("none");
        });
    }

    @Test
    void takesThePolicyOfTheSource() {
        ServiceSettings settings = new ServiceSettings(
                ServicePolicy.DEFAULT,
                Map.of("desk", ServicePolicy.NONE),
                SETTINGS.calendar(),
                Map.of(),
                SETTINGS.statuses(),
                SETTINGS.pausing(),
                0,
                0,
                0);
        assertThat(desk(Tickets.history("0 opened")).nextLookAfter(0, settings)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void graceDelaysTheMissAndNotTheDueTime() {
        ServiceTarget target = new ServiceTarget(
                Duration.ofHours(8).toMillis(), Duration.ofHours(1).toMillis(), true);
        ServiceSettings graceful = SETTINGS.withPolicy(
                new ServicePolicy("graceful", Map.of(Priority.NORMAL, new ServiceTargets(target, null, null))));
        ServiceDesk desk = desk(Tickets.history("0 opened, 8:30 team"));
        assertThat(desk.nextLookAfter(0, graceful)).isEqualTo(Tickets.millis("9"));
        assertThat(row(desk, "9", graceful).firstReplyDueAtMillis()).isEqualTo(Tickets.millis("8"));
    }

    @Test
    void forgetsWhatIsSolvedLongAgoAndHandsOutItsLastRow() {
        ServiceDesk desk = desk(Tickets.history("0 opened, 1 answer, 2 solved"));
        List<Finding> findings = new ArrayList<>();
        List<TicketRow> rows = new ArrayList<>();
        long end = Tickets.millis("2") + SETTINGS.forgottenAfterMillis();
        desk.settle(end, SETTINGS, findings::add, rows::add);
        assertThat(rows).isEmpty();
        assertThat(desk.isEmpty()).isFalse();
        desk.settle(end + 1, SETTINGS, findings::add, rows::add);
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.solvedAtMillis()).isEqualTo(Tickets.millis("2")));
        assertThat(desk.isEmpty()).isTrue();
        assertThat(findings).isEmpty();
    }

    @Test
    void tellsNoRowOfARatingOrCallThatBelongsToNoTicket() {
        ServiceDesk desk = desk(Tickets.history("0 csat=5, 1 call"));
        desk.rows(Tickets.millis("9"), SETTINGS, row -> {
            throw new AssertionError(row);
        });
        desk.settle(Tickets.millis("90"), SETTINGS, any -> {}, any -> {});
        assertThat(desk.isEmpty()).isTrue();
    }

    @Test
    void namesTheTicketTheEvidenceAndAnIdThatFollowsFromThem() {
        List<Finding> found = new ArrayList<>();
        desk(Tickets.history("0 opened, 9 answer")).find(Tickets.millis("9"), SETTINGS, found::add);
        assertThat(found)
                .containsExactly(
                        new Finding(
                                ActivityKind.FIRST_RESPONSE_MISSED,
                                "desk",
                                "first_response_missed:T:e0",
                                Tickets.millis("8"),
                                "T",
                                null,
                                null,
                                "email",
                                1,
                                List.of("e0")),
                        new Finding(
                                ActivityKind.RESPONSE_GIVEN,
                                "desk",
                                "response_given:T:e1",
                                Tickets.millis("9"),
                                "T",
                                null,
                                null,
                                "email",
                                1,
                                List.of("e0", "e1")));
    }

    @Test
    void refusesTargetsAndTimesThatMakeNoSense() {
        assertThatThrownBy(() -> new ServiceTarget(0, 0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave the target out to switch it off");
        assertThatThrownBy(() -> new ServiceSettings(
                        ServicePolicy.NONE,
                        Map.of(),
                        SETTINGS.calendar(),
                        Map.of(),
                        Map.of(),
                        SETTINGS.pausing(),
                        -1,
                        0,
                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repeat contact -1");
    }

    @Test
    void leavesOtherStreamsAlone() {
        ServiceDesk desk = new ServiceDesk();
        desk.take(Activity.builder()
                .kind(ActivityKind.DEAL_REOPENED)
                .objectRef("D")
                .build());
        desk.take(Activity.builder()
                .kind(ActivityKind.SUPPORT_CUSTOM)
                .objectRef("T")
                .actor(Actor.AGENT)
                .build());
        assertThat(desk.isEmpty()).isTrue();
    }
}
