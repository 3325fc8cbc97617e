package io.flywheel.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.friction.clicks.ClickSettings;
import io.flywheel.domain.friction.deals.ClosePeriod;
import io.flywheel.domain.friction.deals.DealSettings;
import io.flywheel.domain.friction.deals.Pipeline;
import io.flywheel.domain.friction.deals.StageLimit;
import io.flywheel.domain.friction.service.BusinessCalendar;
import io.flywheel.domain.friction.service.OpeningHours;
import io.flywheel.domain.friction.service.ServicePolicy;
import io.flywheel.domain.friction.service.ServiceSettings;
import io.flywheel.domain.friction.service.ServiceTarget;
import io.flywheel.domain.friction.service.ServiceTargets;
import io.flywheel.domain.friction.service.StatusMeaning;
import io.flywheel.domain.friction.watch.DetectorSettings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorsFileTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static DetectorSettings read(String text) {
        return DetectorsFile.parse("mine.yaml", text);
    }

    private static DetectorSettings builtIn() {
        return DetectorsFile.parse("detectors.yaml", DetectorsFile.builtIn());
    }

    @Test
    void theBuiltInFileIsTheDefaultButForASourceThatKeepsItsOwnClock() {
        DetectorSettings settings = builtIn();
        ServiceSettings usual = ServiceSettings.DEFAULT;

        assertThat(settings.clicks()).isEqualTo(ClickSettings.DEFAULT);
        assertThat(settings.deals()).isEqualTo(DealSettings.DEFAULT);
        assertThat(settings.service())
                .isEqualTo(new ServiceSettings(
                        usual.policy(),
                        Map.of("servicenow", ServicePolicy.NONE),
                        usual.calendar(),
                        usual.calendarByTeam(),
                        usual.statuses(),
                        usual.pausing(),
                        usual.repeatContactMillis(),
                        usual.channelSwitchMillis(),
                        usual.forgottenAfterMillis()));
    }

    @Test
    void theBuiltInFileNamesEverythingThatCanBeSet() {
        YamlTree file = YamlTree.parse("detectors.yaml", DetectorsFile.builtIn(), new ArrayList<>());

        assertThat(file.child("clicks").map().keySet()).containsExactlyInAnyOrderElementsOf(ClickSection.KNOWN);
        assertThat(file.child("service").map().keySet()).containsExactlyInAnyOrderElementsOf(ServiceSection.KNOWN);
        assertThat(file.child("deals").map().keySet()).containsExactlyInAnyOrderElementsOf(DealSection.KNOWN);
    }

    @Test
    void whatIsNotGivenIsAsInTheBuiltInFile() {
        assertThat(read("# nothing of my own\n")).isEqualTo(builtIn());
        assertThat(read("clicks: {rage_clicks: 5}").service())
                .isEqualTo(builtIn().service());
        assertThat(read("service: {policy_by_source: {desk: {targets: none}}}")
                        .service()
                        .policyBySource())
                .containsOnly(
                        Map.entry("servicenow", ServicePolicy.NONE),
                        Map.entry("desk", new ServicePolicy("desk", Map.of())));
    }

    @Test
    void takesEveryClickSetting() {
        ClickSettings clicks = read("""
                clicks:
                  rage_clicks: 4
                  rage_gap: 700 ms
                  rage_distance_px: 12
                  reported_within: 3 s
                  left_alone: ['^x$', 'y+']
                  error_click_within: 2 s
                  dead_click_after: 4 s
                  quick_back_within: 6 s
                  visit_ends_after: 20 min
                  forms: false
                  form_recovery: 2 h
                  checkout_left_after: 45 min
                  checkout_recovery: 3 h
                  results_attribute: hits
                """).clicks();

        assertThat(clicks)
                .isEqualTo(new ClickSettings(
                        4,
                        700,
                        12,
                        3_000,
                        clicks.leftAlone(),
                        2_000,
                        4_000,
                        6_000,
                        HOUR / 3,
                        false,
                        2 * HOUR,
                        HOUR * 3 / 4,
                        3 * HOUR,
                        "hits"));
        assertThat(clicks.leftAlone().texts()).containsExactly("^x$", "y+");
    }

    @Test
    void takesEveryServiceSetting() {
        ServiceSettings service = read("""
                service:
                  policy:
                    name: gold
                    targets:
                      urgent: {first_response: {within: 30 min, grace: 5 min, time: plain}, resolution: none}
                      low: none
                  policy_by_source:
                    mail: {targets: {high: {next_response: {grace: 1 h}}}}
                  calendar: {zone: Europe/Berlin, hours: {monday: ['09:00-12:00', '13:00-24:00'], friday: 08:00-10:00}, holidays: [2026-05-01]}
                  calendar_by_team: {night: {}}
                  statuses: {pending: [parked, On-Hold], closed: [done]}
                  pausing: [on_hold]
                  repeat_contact_within: 10 h
                  channel_switch_within: 2 h
                  forgotten_after: 30 d
                """).service();

        ServiceTarget hour = ServiceTarget.inBusinessTime(Duration.ofHours(1));
        assertThat(service.policy().name()).isEqualTo("gold");
        assertThat(service.policy().targets())
                .containsOnlyKeys(Priority.URGENT, Priority.HIGH, Priority.NORMAL)
                .containsEntry(
                        Priority.URGENT, new ServiceTargets(new ServiceTarget(HOUR / 2, HOUR / 12, false), hour, null));
        assertThat(Objects.requireNonNull(service.policyBySource().get("mail")).targets())
                .containsEntry(
                        Priority.HIGH,
                        new ServiceTargets(
                                new ServiceTarget(4 * HOUR, 0, true),
                                new ServiceTarget(4 * HOUR, HOUR, true),
                                new ServiceTarget(24 * HOUR, 0, true)))
                .doesNotContainKey(Priority.LOW);
        assertThat(service.calendar())
                .isEqualTo(new BusinessCalendar(
                        ZoneId.of("Europe/Berlin"),
                        List.of(
                                new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0)),
                                new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(13, 0), LocalTime.MIDNIGHT),
                                new OpeningHours(DayOfWeek.FRIDAY, LocalTime.of(8, 0), LocalTime.of(10, 0))),
                        List.of(LocalDate.of(2026, 5, 1))));
        assertThat(service.calendarByTeam()).containsOnly(Map.entry("night", BusinessCalendar.alwaysOpen()));
        assertThat(service.statuses())
                .containsEntry("parked", StatusMeaning.PENDING)
                .containsEntry("on hold", StatusMeaning.PENDING)
                .containsEntry("hold", StatusMeaning.ON_HOLD)
                .containsEntry("done", StatusMeaning.CLOSED)
                .doesNotContainKeys("snoozed", "closed");
        assertThat(service.pausing()).containsExactly(StatusMeaning.ON_HOLD);
        assertThat(service.repeatContactMillis()).isEqualTo(10 * HOUR);
        assertThat(service.channelSwitchMillis()).isEqualTo(2 * HOUR);
        assertThat(service.forgottenAfterMillis()).isEqualTo(30 * DAY);
    }

    @Test
    void takesEveryDealSetting() {
        DealSettings deals = read("""
                deals:
                  pipeline: {limit: 20 d, stages: {offer: {median: 4 d}}, order: [lead, offer]}
                  pipeline_by_name: {renewals: {limit: 60 d, stages: {talk: {limit: 5 d}}}}
                  median_factor: 2
                  idle_after: 0 d
                  close_period: quarter
                  regressions: false
                  lead_target: {within: 5 min, time: plain}
                  lead_calendar: {hours: {sunday: 10:00-11:00}}
                  inquiries: [support.voicemail]
                  forgotten_after: 10 d
                """).deals();

        StageLimit offer = new StageLimit(20 * DAY, 4 * DAY);
        assertThat(deals)
                .isEqualTo(new DealSettings(
                        new Pipeline(new StageLimit(20 * DAY, 0), Map.of("offer", offer), List.of("lead", "offer")),
                        Map.of(
                                "renewals",
                                new Pipeline(
                                        new StageLimit(60 * DAY, 0),
                                        Map.of("offer", offer, "talk", new StageLimit(5 * DAY, 0)),
                                        List.of("lead", "offer"))),
                        2,
                        0,
                        ClosePeriod.QUARTER,
                        false,
                        ServiceTarget.inPlainTime(Duration.ofMinutes(5)),
                        deals.leadCalendar(),
                        Set.of(ActivityKind.VOICEMAIL),
                        10 * DAY));
        assertThat(deals.leadCalendar()).isNotEqualTo(BusinessCalendar.alwaysOpen());
        assertThat(read("deals: {close_period: none, lead_target: none}").deals())
                .isEqualTo(
                        DealSettings.DEFAULT.withClosePeriod(null).withLeadTarget(null, BusinessCalendar.alwaysOpen()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "click: {}                                         | click: this name is unknown; did you mean 'clicks'?",
                "clicks: {rage_click: 3}                           | did you mean 'rage_clicks'?",
                "clicks: {rage_clicks: three}                      | a whole number from 0 to",
                "clicks: {rage_gap: 1}                             | with its unit",
                "clicks: {rage_gap: 31 min}                        | no longer than visit_ends_after",
                "clicks: {rage_gap: }                              | leave the name out",
                "clicks: {visit_ends_after: 1 s}                   | outside 0 to 1000",
                "clicks: {checkout_recovery: 7 d}                  | final after eight days",
                "clicks: {left_alone: ['[a']}                      | no regular expression",
                "clicks: {forms: perhaps}                          | true or false is expected",
                "service: 5                                        | a map of names and values is expected",
                "service: {policy: {targets: {urgnt: none}}}       | did you mean 'urgent'?",
                "service: {policy: {targets: {low: {resolution: 0 h}}}} | write none to promise nothing",
                "service: {policy: {targets: {low: {resolution: {within: 1 h, time: wall}}}}} | one of [business, plain]",
                "service: {calendar: {zone: Europe/Viena}}         | did you mean 'Europe/Vienna'?",
                "service: {calendar: {hours: {monday: 17:00-09:00}}} | end before they begin",
                "service: {calendar: {hours: {monday: noon}}}      | a span of hours such as",
                "service: {calendar: {hours: {}}}                  | never opens",
                "service: {calendar: {holidays: [25.12.2026]}}     | a day such as 2026-12-25",
                "service: {statuses: {open: [hold], solved: [Hold]}} | already means open",
                "service: {pausing: [solvd]}                       | did you mean 'solved'?",
                "deals: {close_period: year}                       | one of [month, quarter]",
                "deals: {median_factor: -1}                        | a number from 0",
                "deals: {pipeline: {order: [a, a]}}                | name each once",
                "deals: {inquiries: [deals.stalled]}               | is found in other events",
                "deals: {inquiries: [support.voicemial]}           | did you mean 'support.voicemail'?",
            })
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("mine.yaml:1:")
                .hasMessageContaining(message);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> read("clicks: {rage_clicks: -1, forms: 7}\ndeals: {idle_after: soon}\nmore: 1\n"))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(problem -> problem.key())
                                .containsExactlyInAnyOrder(
                                        "clicks.rage_clicks", "clicks.forms", "deals.idle_after", "more"));
    }
}
