package io.flywheel.local.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.domain.signal.SignalCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stages, revolutions, first times and deals of a customer, worked out by hand from docs/reference/wheel.md. Days are counted from 1 January 2024. */
class OracleWheelCustomerTest {

    private static final SignalCatalogue CATALOGUE = CatalogueFile.parse("built in", CatalogueFile.builtIn());
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final List<PlainEvent> events = new ArrayList<>();

    /** Signs up on day 0, is a champion from day 8, advocates that day and falls silent. */
    private void aChampion() {
        happened("clickstream", "search", 0, 13);
        happened("clickstream", "signup", 0, 12);
        happened("clickstream", "activation_milestone", 3, 9);
        for (int day = 4; day <= 7; day++) {
            happened("clickstream", "feature_used", day, 9);
        }
        // 20 points of intent, so that the index at midnight is above 80
        for (int i = 0; i < 4; i++) {
            happened("clickstream", "seat_added", 7, 12);
        }
        rated("nps_rated", 8, 9.0);
        happened("clickstream", "referral_sent", 8, 16);
        happened("clickstream", "review_posted", 8, 15);
    }

    @Test
    void upTheStairsAndDownInSilence() {
        aChampion();
        List<String> steps = List.of(
                "1 identify stranger>evaluator 2024-01-01 2024-01-01T12:00:00Z e1 0",
                "2 activate evaluator>beginner 2024-01-04 2024-01-04T00:00:00Z null 3",
                "3 adopt beginner>regular 2024-01-08 2024-01-08T00:00:00Z null 4",
                "4 adore regular>champion 2024-01-09 2024-01-09T00:00:00Z null 1",
                "5 advocate champion>champion 2024-01-09 2024-01-09T15:00:00Z e13 0",
                "6 regress champion>regular 2024-02-06 2024-02-06T00:00:00Z null 28",
                "7 lapse regular>regular 2024-02-06 2024-02-06T00:00:00Z null 0",
                "8 regress regular>beginner 2024-03-05 2024-03-05T00:00:00Z null 28");
        assertThat(transitions(at(400, 0))).isEqualTo(steps);
        assertThat(transitions(at(64, 0))).isEqualTo(steps);
        assertThat(transitions(at(64, 0).minusMillis(1))).isEqualTo(steps.subList(0, 7));
        assertThat(transitions(at(36, 0))).isEqualTo(steps.subList(0, 7));
        assertThat(transitions(at(36, 0).minusMillis(1))).isEqualTo(steps.subList(0, 5));
        assertThat(wheel(at(9, 0)))
                .containsEntry("stage", "champion")
                .containsEntry("stage_since", "2024-01-09")
                .containsEntry("dormant", false);
        assertThat(wheel(at(70, 0)))
                .containsEntry("stage", "beginner")
                .containsEntry("stage_since", "2024-03-05")
                .containsEntry("dormant", true)
                .containsEntry("first_active_day", "2024-01-01")
                .containsEntry("last_active_day", "2024-01-09")
                .containsEntry("active_days_28d", 7L);
    }

    @Test
    void noStepUpWithinFourWeeksOfARegress() {
        aChampion();
        for (int day : List.of(70, 71, 72, 73, 91, 92)) {
            happened("clickstream", "feature_used", day, 10);
        }
        assertThat(transitions(at(93, 0)).subList(8, 10))
                .containsExactly(
                        "9 resurrect beginner>beginner 2024-03-11 2024-03-11T10:00:00Z e14 6",
                        // the regress was on day 64
                        "10 adopt beginner>regular 2024-04-02 2024-04-02T00:00:00Z null 28");
        assertThat(transitions(at(93, 0))).hasSize(10);
        assertThat(wheel(at(93, 0))).containsEntry("dormant", false).containsEntry("active_days_28d", 6L);
    }

    @Test
    void whoIsStillAdoptedStaysARegular() {
        aChampion();
        // one day of use every second week: two in any four weeks
        for (int day = 20; day <= 104; day += 14) {
            happened("clickstream", "feature_used", day, 10);
        }
        assertThat(transitions(at(105, 0)).subList(5, transitions(at(105, 0)).size()))
                .allMatch(step -> step.contains("champion>regular"))
                .hasSize(1);
        // day 104 is the last on which two lie in four weeks
        assertThat(transitions(at(200, 0)).get(6)).startsWith("7 regress regular>beginner 2024-05-12");
    }

    @Test
    void anOpenBreachTakesTheChampionDown() {
        aChampion();
        happened("support", "sla_missed", 9, 8, "ticket_id", "t1", "actor", "system");
        for (int day = 9; day <= 40; day++) {
            for (int i = 0; i < 5; i++) {
                happened("clickstream", "seat_added", day, 9);
            }
        }
        // on day 9 nothing was open at midnight yet
        assertThat(transitions(at(41, 0)).subList(5, 6))
                .containsExactly("6 regress champion>regular 2024-02-07 2024-02-07T00:00:00Z null 29");
        happened("support", "solved", 20, 8, "ticket_id", "t1", "actor", "agent");
        assertThat(transitions(at(41, 0))).hasSize(5);
        assertThat(transitions(at(68, 0)))
                .as("the last day that holds is the last with records")
                .element(5)
                .isEqualTo("6 regress champion>regular 2024-03-09 2024-03-09T00:00:00Z null 60");
    }

    @Test
    void adoreNeedsPraiseAndAnIndex() {
        happened("deals", "order_completed", 0, 9);
        happened("deals", "order_completed", 0, 10);
        rated("csat_rated", 20, 4.0);
        // 30 points of commerce twenty days ago: 0.36 points a day with mass 1.62 make an index of about 68
        rated("nps_rated", 21, 10.0);
        assertThat(transitions(at(22, 0)))
                .containsExactly(
                        "1 identify stranger>evaluator 2024-01-01 2024-01-01T09:00:00Z e0 0",
                        "2 activate evaluator>beginner 2024-01-01 2024-01-01T00:00:00Z null 0",
                        "3 adopt beginner>regular 2024-01-01 2024-01-01T00:00:00Z null 0");
        for (int i = 0; i < 5; i++) {
            happened("clickstream", "seat_added", 21, 9);
        }
        assertThat(transitions(at(22, 0))).hasSize(3);
        happened("clickstream", "search", 22, 9);
        assertThat(transitions(at(22, 0)))
                .element(3)
                .isEqualTo("4 adore regular>champion 2024-01-23 2024-01-23T00:00:00Z null 22");
    }

    @Test
    void twoGoodRatingsArePraise() {
        happened("deals", "order_completed", 0, 9);
        happened("deals", "order_completed", 0, 10);
        for (int i = 0; i < 5; i++) {
            happened("clickstream", "seat_added", 0, 11);
        }
        rated("csat_rated", 1, 5.0);
        assertThat(transitions(at(3, 0))).hasSize(3);
        rated("csat_rated", 2, 4.0);
        assertThat(transitions(at(3, 0))).element(3).asString().startsWith("4 adore regular>champion 2024-01-03");
        rated("csat_rated", 2, 4.0);
        assertThat(transitions(at(3, 0))).hasSize(3);
    }

    @Test
    void aMilestoneCountsForFourteenDays() {
        happened("support", "solved", 0, 12, "actor", "agent");
        happened("clickstream", "signup", 5, 1);
        happened("clickstream", "activation_milestone", 19, 1);
        assertThat(transitions(at(20, 0))).hasSize(2).element(1).asString().contains("activate");
        events.remove(2);
        happened("clickstream", "activation_milestone", 19, 2);
        assertThat(transitions(at(20, 0))).hasSize(1);
        events.remove(1);
        events.remove(1);
        happened("clickstream", "activation_milestone", 14, 12);
        assertThat(transitions(at(20, 0))).hasSize(2);
    }

    @Test
    void lapseIsTheTwentyEighthSilentDay() {
        happened("clickstream", "search", 0, 23);
        happened("clickstream", "search", 28, 1);
        assertThat(transitions(at(40, 0))).hasSize(1);
        happened("support", "outbound_call", 56, 5, "actor", "agent");
        happened("support", "outbound_call", 58, 5, "actor", "agent");
        happened("clickstream", "search", 58, 6);
        events.add(PlainEvent.of("clickstream", "search", "c1", "d", at(58, 6)));
        assertThat(transitions(at(60, 0)))
                .containsExactly(
                        "1 identify stranger>evaluator 2024-01-01 2024-01-01T23:00:00Z e0 0",
                        "2 lapse evaluator>evaluator 2024-02-26 2024-02-26T00:00:00Z null 56",
                        "3 resurrect evaluator>evaluator 2024-02-28 2024-02-28T06:00:00Z d 58");
    }

    @Test
    void whoNeverDidAnythingDoesNotLapse() {
        happened("support", "outbound_call", 0, 5, "actor", "agent");
        assertThat(transitions(at(100, 0))).hasSize(1);
        assertThat(wheel(at(100, 0)))
                .containsEntry("dormant", false)
                .containsEntry("first_active_day", ExpectedTables.NULL)
                .containsEntry("last_active_day", ExpectedTables.NULL)
                .containsEntry("active_days_28d", 0L)
                .containsEntry("cycle_days_ewma", ExpectedTables.NULL)
                .containsEntry("lead_at", at(0, 5))
                .containsEntry("mql_at", ExpectedTables.NULL);
    }

    @Test
    void revolutionsLieBetweenValueEvents() {
        happened("deals", "order_completed", 0, 12);
        happened("deals", "renewed", 30, 12);
        events.add(PlainEvent.of("deals", "won", "c1", "w", at(10, 12))
                .with("amount_minor", 12_345)
                .with("currency", "EUR"));
        happened("deals", "expanded", 15, 12);
        assertThat(rows("revolution", at(0, 0)))
                .containsExactly(
                        Map.of(
                                "customer_id",
                                "c1",
                                "n",
                                1L,
                                "started_at",
                                at(0, 12),
                                "ended_at",
                                at(10, 12),
                                "cycle_days",
                                10.0,
                                "value_amount_minor",
                                12_345L,
                                "currency",
                                "EUR",
                                "value_event_id",
                                "w"),
                        Map.of(
                                "customer_id",
                                "c1",
                                "n",
                                2L,
                                "started_at",
                                at(10, 12),
                                "ended_at",
                                at(30, 12),
                                "cycle_days",
                                20.0,
                                "value_amount_minor",
                                ExpectedTables.NULL,
                                "currency",
                                ExpectedTables.NULL,
                                "value_event_id",
                                "e1"));
        assertThat(wheel(at(31, 0)))
                .containsEntry("value_events", 3L)
                .containsEntry("first_value_at", at(0, 12))
                .containsEntry("second_value_at", at(10, 12))
                .containsEntry("last_value_at", at(30, 12))
                .containsEntry("cycle_days_ewma", 0.3 * 20 + 0.7 * 10);
    }

    @Test
    void firstTimesAndFirstAnswers() {
        happened("support", "outbound_call", 0, 1, "actor", "agent");
        happened("support", "call_missed", 1, 1);
        happened("support", "replied", 1, 0, "actor", "agent");
        happened("support", "replied", 1, 2);
        happened("support", "replied", 1, 3, "actor", "agent");
        happened("clickstream", "form_submit", 2, 1, "actor", "system");
        happened("clickstream", "content_download", 3, 1);
        happened("deals", "created", 3, 0, "actor", "agent");
        happened("deals", "stage_changed", 4, 1, "actor", "agent");
        happened("deals", "meeting_booked", 5, 1);
        happened("deals", "won", 6, 1, "actor", "agent");
        happened("support", "waiting_on_customer", 6, 1, "actor", "system");
        assertThat(wheel(at(7, 0)))
                .containsEntry("lead_at", at(0, 1))
                .containsEntry("mql_at", at(3, 1))
                .containsEntry("sql_at", at(5, 1))
                .containsEntry("opportunity_at", at(3, 0))
                .containsEntry("won_at", at(6, 1))
                .containsEntry("inquiry_at", at(1, 1))
                .containsEntry("answered_at", at(1, 3))
                .containsEntry("sales_touch_at", at(4, 1))
                .containsEntry("service_touch_at", at(6, 1));
    }

    @Test
    void dealsStandAsLastStated() {
        happened("deals", "created", 0, 1, "deal_id", "d1", "stage", "new");
        happened("deals", "qualified", 1, 1, "deal_id", "d1", "owner", "ann");
        happened("deals", "qualified", 2, 1, "deal_id", "d1", "owner", "bob", "pipeline", "north");
        events.add(PlainEvent.of("deals", "won", "c1", "w", at(3, 1))
                .with("deal_id", "d1")
                .with("stage", "done")
                .with("currency", "EUR")
                .with("amount_minor", 500));
        happened("deals", "activity_logged", 4, 1, "deal_id", "d1");
        happened("deals", "won", 4, 1);
        happened("support", "ticket_opened", 5, 1, "ticket_id", "d1");
        assertThat(rows("deal_course", at(0, 0)))
                .containsExactly(Map.ofEntries(
                        Map.entry("deal_id", "d1"),
                        Map.entry("customer_id", "c1"),
                        Map.entry("pipeline", "north"),
                        Map.entry("stage", "done"),
                        Map.entry("owner", "bob"),
                        Map.entry("currency", "EUR"),
                        Map.entry("amount_minor", 500L),
                        Map.entry("created_at", at(0, 1)),
                        Map.entry("qualified_at", at(1, 1)),
                        Map.entry("closed_at", at(3, 1)),
                        Map.entry("outcome", "won"),
                        Map.entry("last_activity_at", at(4, 1))));
        happened("deals", "reopened", 6, 1, "deal_id", "d1");
        assertThat(rows("deal_course", at(0, 0)).get(0))
                .containsEntry("closed_at", ExpectedTables.NULL)
                .containsEntry("outcome", ExpectedTables.NULL);
        happened("deals", "disqualified", 7, 1, "deal_id", "d1");
        assertThat(rows("deal_course", at(0, 0)).get(0))
                .containsEntry("closed_at", at(7, 1))
                .containsEntry("outcome", "disqualified");
    }

    private static Instant at(int day, int hour) {
        return START.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
    }

    private void happened(String stream, String type, int day, int hour, String... stated) {
        PlainEvent event = PlainEvent.of(stream, type, "c1", "e" + events.size(), at(day, hour));
        for (int i = 0; i < stated.length; i += 2) {
            event = event.with(stated[i], stated[i + 1]);
        }
        events.add(event);
    }

    private void rated(String type, int day, double score) {
        events.add(PlainEvent.of("support", type, "c1", "e" + events.size(), at(day, 9))
                .with("score", score));
    }

    private List<Map<String, Object>> rows(String table, Instant watermark) {
        return OracleWheel.tables(CATALOGUE, events, watermark.toEpochMilli()).table(table);
    }

    private Map<String, Object> wheel(Instant watermark) {
        return rows("customer_wheel", watermark).get(0);
    }

    private List<String> transitions(Instant watermark) {
        return rows("stage_transition", watermark).stream()
                .map(row -> row.get("n") + " " + row.get("kind") + " " + row.get("from_stage") + ">"
                        + row.get("to_stage") + " " + row.get("day") + " " + row.get("at") + " "
                        + row.get("trigger_event_id") + " " + row.get("days_in_state"))
                .toList();
    }
}
