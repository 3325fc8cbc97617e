package io.flywheel.domain.friction.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.service.ServiceTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth tables of docs/reference/friction-deals.md, read from there. */
class DealDeskTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "friction-deals.md");
    private static final String HEADER = "| case | settings | events | as of | found |";
    private static final DealSettings SETTINGS = DealSettings.DEFAULT;
    private static final long END = Scene.time("2000");

    record Row(String section, String name, DealSettings settings, String events, String asOf, String found) {

        static Row of(String section, String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            String found = cells.size() > 5 ? cells.get(5) : "";
            return new Row(section, cells.get(1), SettingWords.read(cells.get(2)), cells.get(3), cells.get(4), found);
        }

        @Override
        public String toString() {
            return section + ": " + name;
        }
    }

    static Stream<Row> truthTables() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String section : Files.readString(PAGE).split("\n## ")) {
            String[] parts = section.split("\n");
            int header = Arrays.asList(parts).indexOf(HEADER);
            for (int i = header + 2; header >= 0 && i < parts.length && parts[i].startsWith("|"); i++) {
                rows.add(Row.of(parts[0], parts[i]));
            }
        }
        return rows.stream();
    }

    @Test
    void findsTheTables() throws IOException {
        assertThat(truthTables().map(Row::section).distinct())
                .containsExactly("Stalled", "Slipped", "Regressed", "Speed to lead");
    }

    @ParameterizedTest
    @MethodSource("truthTables")
    void findsWhatTheTableSays(Row row) {
        List<Activity> events = new ArrayList<>(Scene.events(row.events));
        long watermark = Scene.time(row.asOf);
        List<String> expected = Scene.parts(row.found, ";");
        assertThat(found(desk(events, row.settings), watermark, row.settings))
                .containsExactlyInAnyOrderElementsOf(expected);
        Collections.reverse(events);
        assertThat(found(desk(events, row.settings), watermark, row.settings))
                .as("in reverse order")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("truthTables")
    void settlesWhatTheTableSays(Row row) {
        DealDesk desk = desk(Scene.events(row.events), row.settings);
        List<String> open = found(desk, END, row.settings);
        List<String> settled = new ArrayList<>();
        for (long horizon = Scene.START; horizon <= END + 1; horizon += Scene.DAY / 2) {
            desk.settle(
                    horizon, row.settings, finding -> settled.add(Scene.words(finding)), facts -> {}, inquiry -> {});
        }
        desk.settle(END + 1, row.settings, finding -> settled.add(Scene.words(finding)), facts -> {}, inquiry -> {});
        assertThat(settled).containsExactlyInAnyOrderElementsOf(open);
        assertThat(found(desk, END, row.settings)).isEmpty();
    }

    @ParameterizedTest(name = "{0} as of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0 created                                                                        | 13 | 0 | 0  |
            0 created                                                                        | 14 | 0 | 0  | 14
            0 created; 20 activity_logged                                                    | 20 | 0 | 0  |
            0 created; 20 won                                                                | 20 | 0 | 0  |
            0 created close=01-31; 1 close_date_changed close=02-10                          | 2  | 1 | 10 |
            0 created close=01-31; 1 close_date_changed close=02-10; 2 close_date_changed close=01-31; 3 close_date_changed close=03-31 | 3 | 2 | 69 |
            0 created close=01-10; 1 close_date_changed close=01-20                          | 2  | 0 | 0  |
            0 created close=01-10; 12 close_date_changed close=02-10                         | 12 | 1 | 31 |
            0 created close=01-10; 1 won close=02-10                                         | 12 | 0 | 0  |
            """)
    void keepsTheFacts(String events, String asOf, int pushes, long days, @Nullable String stalledSince) {
        List<DealFacts> facts = new ArrayList<>();
        desk(Scene.events(events), SETTINGS).facts(Scene.time(asOf), SETTINGS, facts::add);
        assertThat(facts)
                .containsExactly(
                        new DealFacts("D", pushes, days, stalledSince == null ? null : Scene.time(stalledSince)));
    }

    @Test
    void tellsNoFactsOfWhatIsSettledOrNoDeal() {
        DealDesk desk = desk(Scene.events("0 created; 0 order_completed deal=O"), SETTINGS);
        List<String> told = new ArrayList<>();
        desk.facts(Scene.time("1"), SETTINGS, facts -> told.add(facts.dealId()));
        desk.settle(Scene.time("2"), SETTINGS, finding -> {}, facts -> {}, inquiry -> {});
        desk.facts(Scene.time("13"), SETTINGS, facts -> told.add("never"));
        desk.facts(Scene.time("14"), SETTINGS, facts -> told.add(facts.dealId() + " stalled"));
        assertThat(told).containsExactly("D", "D stalled");
    }

    @Test
    void tellsWhatAFindingIsMadeOf() {
        List<Finding> found = new ArrayList<>();
        desk(
                        Scene.events(
                                "0 created close=01-31 channel=mail; 1 close_date_changed close=02-01; 2 form_submit deal=F page=/a"),
                        SETTINGS)
                .find(Scene.time("15"), SETTINGS, found::add);
        assertThat(found)
                .containsExactly(
                        finding(ActivityKind.SLIPPED, "D:e1", "1", "D", null, "mail", List.of("e0", "e1")),
                        finding(ActivityKind.STALLED, "D:e1", "15", "D", null, "mail", List.of("e1")),
                        finding(ActivityKind.LEAD_LEFT_WAITING, "e2", "2+1:00", "F", "/a", null, List.of("e2")));
    }

    private static Finding finding(
            ActivityKind kind,
            String cause,
            String at,
            String objectRef,
            @Nullable String page,
            @Nullable String channel,
            List<String> evidence) {
        return new Finding(
                kind, "crm", kind.type() + ":" + cause, Scene.time(at), objectRef, page, null, channel, 1, evidence);
    }

    @Test
    void aLateEventMakesWhatWasToldVanish() {
        DealDesk desk = desk(Scene.events("0 created; 0 form_submit"), SETTINGS);
        assertThat(found(desk, Scene.time("14"), SETTINGS)).hasSize(2);
        desk.take(Scene.happens("outbound_call", "late", Scene.time("0+0:10")).build(), SETTINGS);
        desk.take(Scene.happens("meeting_booked", "later", Scene.time("9")).build(), SETTINGS);
        assertThat(found(desk, Scene.time("14"), SETTINGS)).isEmpty();
    }

    @Test
    void saysWhenToLookAgain() {
        DealDesk desk = desk(Scene.events("0 created close=01-10; 0 form_submit"), SETTINGS);
        List<Long> looks = new ArrayList<>();
        for (long at = desk.nextLookAfter(Scene.START, SETTINGS);
                at != Long.MAX_VALUE;
                at = desk.nextLookAfter(at, SETTINGS)) {
            looks.add(at);
        }
        assertThat(looks).containsExactly(Scene.time("0+1:00"), Scene.time("10"), Scene.time("14"));
    }

    @Test
    void forgetsWhatCanMatterNoMore() {
        DealDesk desk = desk(
                Scene.events("0 created; 1 won; 0 payment_failed deal=P; 0 outbound_call; 1 form_submit"), SETTINGS);
        List<String> last = new ArrayList<>();
        for (long horizon : new long[] {Scene.time("91"), Scene.time("91") + 1}) {
            assertThat(desk.isEmpty()).isFalse();
            last.clear();
            desk.settle(
                    horizon,
                    SETTINGS,
                    finding -> {},
                    facts -> last.add(facts.dealId()),
                    row -> last.add(row.eventId() + " " + row.leftWaiting()));
        }
        assertThat(last).containsExactly("D", "e4 true");
        assertThat(desk.isEmpty()).isTrue();
    }

    @Test
    void tellsTheFactsOfWhatWasSettledUnseen() {
        DealDesk desk = desk(Scene.events("0 created close=01-31; 1 close_date_changed close=02-10"), SETTINGS);
        desk.settle(Scene.time("10"), SETTINGS, finding -> {}, facts -> {}, inquiry -> {});
        List<DealFacts> told = new ArrayList<>();
        desk.facts(Scene.time("10"), SETTINGS, told::add);
        assertThat(told).containsExactly(new DealFacts("D", 1, 10, null));
        desk.facts(Scene.time("10"), SETTINGS, told::add);
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest(name = "{0} as of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0 form_submit                                            | 0      | e0 due 0+1:00
            0 form_submit                                            | 0+1:00 | e0 due 0+1:00 left
            0 form_submit; 0+0:30 outbound_call                      | 9      | e0 due 0+1:00 touched 0+0:30 by outbound_call
            0 form_submit; 0+5:00 replied                            | 9      | e0 due 0+1:00 touched 0+5:00 by replied left
            0 form_submit; 0+5:00 replied; 0+5:00 outbound_call      | 9      | e0 due 0+1:00 touched 0+5:00 by replied left
            0 form_submit; 90 outbound_call                          | 99     | e0 due 0+1:00 touched 90 by outbound_call left
            0 form_submit; 90+0:01 outbound_call                     | 99     | e0 due 0+1:00 left
            0 form_submit; 0+0:30 call_missed; 0+0:40 outbound_call  | 9      | e0 due 0+1:00 touched 0+0:40 by outbound_call; e1 repeated
            0 form_submit; 0+2:00 call_missed; 0+2:40 outbound_call  | 9      | e0 due 0+1:00 touched 0+2:40 by outbound_call left; e1 due 0+3:00 touched 0+2:40 by outbound_call
            0 signup; 1 outbound_call                                | 9      |
            """)
    void tellsTheRowsOfInquiries(String events, String asOf, @Nullable String rows) {
        assertThat(inquiries(desk(Scene.events(events), SETTINGS), Scene.time(asOf), SETTINGS))
                .isEqualTo(rows == null ? List.of() : Scene.parts(rows, ";"));
    }

    @Test
    void tellsTheRowsOfInquiriesWithoutATarget() {
        DealSettings settings = SettingWords.read("target=none");
        DealDesk desk = desk(Scene.events("0 form_submit; 5 call_missed; 9 outbound_call"), settings);
        assertThat(inquiries(desk, Scene.time("9"), settings))
                .containsExactly("e0 touched 9 by outbound_call", "e1 repeated");
    }

    @Test
    void anInquiryThatWasLeftIsToldAgainWhenSomebodyTurnsToTheCustomer() {
        DealDesk desk = desk(Scene.events("0 form_submit"), SETTINGS);
        List<String> told = new ArrayList<>();
        desk.settle(Scene.time("30"), SETTINGS, finding -> {}, facts -> {}, row -> told.add(words(row)));
        told.addAll(inquiries(desk, Scene.time("37"), SETTINGS));
        assertThat(told).containsExactly("e0 due 0+1:00 left");
        desk.take(Scene.happens("outbound_call", "call", Scene.time("40")).build(), SETTINGS);
        assertThat(inquiries(desk, Scene.time("40"), SETTINGS))
                .containsExactly("e0 due 0+1:00 touched 40 by outbound_call left");
        desk.settle(Scene.time("41"), SETTINGS, finding -> {}, facts -> {}, row -> told.add(words(row)));
        assertThat(told)
                .endsWith("e0 due 0+1:00 touched 40 by outbound_call left")
                .hasSize(2);
        assertThat(desk.isEmpty()).isTrue();
    }

    private static List<String> inquiries(DealDesk desk, long watermark, DealSettings settings) {
        List<String> rows = new ArrayList<>();
        desk.inquiries(watermark, settings, row -> rows.add(words(row)));
        return rows;
    }

    private static String words(InquiryRow row) {
        return row.eventId()
                + (row.dueAtMillis() == null ? "" : " due " + Scene.words(row.dueAtMillis()))
                + (row.touchedAtMillis() == null
                        ? ""
                        : " touched " + Scene.words(row.touchedAtMillis()) + " by " + row.touchedBy())
                + (row.leftWaiting() ? " left" : "")
                + (row.repeated() ? " repeated" : "");
    }

    @Test
    void aForgottenDealBeginsAnewWhetherItsStateWasKeptOrNot() {
        String early = "0 created stage=a; 1 stage_changed stage=b; 2 lost; ";
        assertThat(found(desk(Scene.events(early + "92 stage_changed stage=a"), SETTINGS), END, SETTINGS))
                .isEmpty();
        DealDesk kept = desk(Scene.events(early + "93 stage_changed stage=a"), SETTINGS);
        assertThat(found(kept, Scene.time("107"), SETTINGS)).containsExactly("107 stalled e3");
    }

    @Test
    void leavesFindingsAndOtherStreamsAlone() {
        DealDesk desk = new DealDesk();
        for (String word : List.of("stalled", "revived", "ticket_opened", "page_view")) {
            desk.take(Scene.happens(word, "x", Scene.START).build(), SETTINGS);
        }
        desk.take(Activity.builder().kind(ActivityKind.WON).occurredAtMillis(1).build(), SETTINGS);
        assertThat(desk.isEmpty()).isTrue();
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> SETTINGS.withIdleMillis(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("idle -1");
        assertThatThrownBy(() -> new StageLimit(-1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 switches either off");
    }

    @Test
    void addsTheGraceToTheTarget() {
        ServiceTarget target = new ServiceTarget(
                Duration.ofHours(1).toMillis(), Duration.ofMinutes(5).toMillis(), true);
        DealSettings settings = SETTINGS.withLeadTarget(target, SettingWords.OFFICE)
                .withPipelines(Pipeline.DEFAULT, Map.of())
                .withClosePeriod(null);
        assertThat(found(desk(Scene.events("1+16:30 form_submit"), settings), END, settings))
                .containsExactly("4+9:35 lead_left_waiting e0");
    }

    private static DealDesk desk(List<Activity> events, DealSettings settings) {
        DealDesk desk = new DealDesk();
        events.forEach(event -> desk.take(event, settings));
        return desk;
    }

    private static List<String> found(DealDesk desk, long watermark, DealSettings settings) {
        List<String> found = new ArrayList<>();
        desk.find(watermark, settings, finding -> found.add(Scene.words(finding)));
        return found;
    }
}
