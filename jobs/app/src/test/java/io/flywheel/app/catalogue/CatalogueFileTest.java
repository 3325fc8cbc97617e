package io.flywheel.app.catalogue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.signal.Condition;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.domain.signal.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue that comes with the jobs, and what is said of one that is wrong. */
class CatalogueFileTest {

    private static final String HEAD = """
            version: 3
            classes:
              - {name: touch, half_life_days: 7, saturation_per_day: 10}
              - {name: ui, half_life_days: 0.5}
            revenue:
              typical_minor: {EUR: 50000}
              typical_other_minor: 60000
              value_events: [deals.won]
              refunds: []
            signals:
            """;

    private static SignalCatalogue builtIn() {
        return CatalogueFile.parse("catalogue.yaml", CatalogueFile.builtIn());
    }

    private static SignalRule only(String name) {
        return builtIn().rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static SignalCatalogue read(String... signals) {
        return CatalogueFile.parse("my.yaml", HEAD + String.join("", signals));
    }

    private static List<String> problems(String yaml) {
        InvalidFileException refused =
                catchThrowableOfType(InvalidFileException.class, () -> CatalogueFile.parse("my.yaml", yaml));
        assertThat(refused).as("the catalogue is refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    private static String signal(String more) {
        return "  - {id: 1, name: visit, on: clickstream.page_view, side: push, weight: 1, class: touch, phase: attract, department: marketing"
                + more + "}\n";
    }

    @Test
    void readsTheBuiltInCatalogue() {
        SignalCatalogue catalogue = builtIn();
        assertThat(catalogue.version()).isEqualTo(1);
        assertThat(catalogue.classes())
                .containsExactly(
                        new HalfLifeClass("ui", Duration.ofDays(1).toMillis(), 0),
                        new HalfLifeClass("touch", Duration.ofDays(7).toMillis(), 10),
                        new HalfLifeClass("intent", Duration.ofDays(14).toMillis(), 10),
                        new HalfLifeClass("commercial", Duration.ofDays(45).toMillis(), 10),
                        new HalfLifeClass("advocacy", Duration.ofDays(90).toMillis(), 10));
        assertThat(catalogue.signals()).extracting(SignalRule::id).doesNotHaveDuplicates();
        assertThat(catalogue.signals()).extracting(SignalRule::name).doesNotHaveDuplicates();
        assertThat(catalogue.signals()).extracting(SignalRule::id).isSorted();
        // what a page reports and what is found in the clicks are one signal each
        assertThat(catalogue.rules()).hasSize(catalogue.signals().size() + 3);
        assertThat(catalogue.isValueEvent(ActivityKind.ORDER_COMPLETED)).isTrue();
        assertThat(catalogue.isRefund(ActivityKind.RETURNED)).isTrue();
        assertThat(catalogue.typicalRevenueMinor("GBP")).isEqualTo(45_000);
        assertThat(catalogue.typicalRevenueMinor("JPY")).isEqualTo(50_000);
    }

    /** The priors that the definitions give; signals that take several events have none here. */
    @ParameterizedTest
    @CsvSource({
        "page_view,             push,     0.2, touch,      attract, marketing",
        "content_download,      push,     3,   intent,     attract, marketing",
        "form_submit,           push,     3,   intent,     attract, marketing",
        "email_click,           push,     1,   touch,      attract, marketing",
        "email_open,            push,     0.2, touch,      attract, marketing",
        "pricing_view,          push,     2,   intent,     attract, marketing",
        "inbound_call_answered, push,     4,   intent,     attract, sales",
        "signup,                push,     8,   intent,     engage,  marketing",
        "activation_milestone,  push,     10,  intent,     engage,  service",
        "core_feature_used,     push,     1,   touch,      delight, service",
        "invite_sent,           push,     3,   intent,     delight, service",
        "seat_added,            push,     5,   intent,     delight, service",
        "qualified,             push,     10,  intent,     engage,  sales",
        "meeting_booked,        push,     6,   intent,     engage,  sales",
        "deal_created,          push,     8,   commercial, engage,  sales",
        "stage_advanced,        push,     6,   commercial, engage,  sales",
        "order_completed,       push,     15,  commercial, engage,  sales",
        "expansion,             push,     20,  commercial, delight, sales",
        "ticket_solved,         push,     2,   touch,      delight, service",
        "csat_good,             push,     4,   advocacy,   delight, service",
        "nps_promoter,          push,     10,  advocacy,   delight, service",
        "ces_easy,              push,     4,   advocacy,   delight, service",
        "review_posted,         push,     8,   advocacy,   attract, service",
        "referral_sent,         push,     8,   advocacy,   attract, service",
        "referral_converted,    push,     25,  advocacy,   attract, service",
        "rage_click,            friction, 2,   ui,         delight, service",
        "dead_click,            friction, 0.5, ui,         delight, service",
        "error_click,           friction, 1.5, ui,         delight, service",
        "js_error,              friction, 0.5, ui,         delight, service",
        "coupon_denied,         friction, 1,   ui,         engage,  sales",
        "unsubscribed,          friction, 5,   touch,      attract, marketing",
        "spam_complaint,        friction, 8,   touch,      attract, marketing",
        "email_bounce,          friction, 0.5, touch,      attract, marketing",
        "payment_failed,        friction, 6,   commercial, engage,  sales",
        "call_missed,           friction, 4,   touch,      attract, sales",
        "call_abandoned,        friction, 3,   touch,      attract, sales",
        "long_hold,             friction, 1.5, touch,      delight, service",
        "multi_transfer,        friction, 2,   touch,      delight, service",
        "ticket_reopened,       friction, 6,   touch,      delight, service",
        "sla_missed,            friction, 8,   touch,      delight, service",
        "escalated,             friction, 3,   touch,      delight, service",
        "csat_bad,              friction, 6,   advocacy,   delight, service",
        "nps_detractor,         friction, 10,  advocacy,   delight, service",
        "ces_hard,              friction, 6,   advocacy,   delight, service",
        "deal_lost,             friction, 12,  commercial, engage,  sales",
        "cancel_page_view,      friction, 5,   commercial, delight, service",
        "downgrade,             friction, 12,  commercial, delight, sales",
        "refund,                friction, 8,   commercial, delight, sales",
        "dispute,               friction, 10,  commercial, delight, sales",
        "cancelled,             friction, 30,  commercial, delight, sales",
    })
    void weighsAsDefined(String name, String side, double points, String halfLife, String phase, String department) {
        SignalRule rule = only(name);
        assertThat(rule.weight()).isEqualTo(Weight.fixed(Math.round(points * 1000)));
        assertThat(List.of(
                        rule.side().word(),
                        rule.halfLife().name(),
                        rule.phase().word(),
                        rule.department().word()))
                .containsExactly(side, halfLife, phase, department);
    }

    @Test
    void weighsTicketsByPriorityAndDealsByAmount() {
        assertThat(only("ticket_created").weight()).isEqualTo(Weight.byPriority(1_000));
        assertThat(only("deal_won").weight()).isEqualTo(Weight.byAmount(30_000, 100_000, 60_000));
    }

    @Test
    void keepsFrictionStandingUntilItIsResolved() {
        assertThat(only("payment_failed").standing())
                .isEqualTo(new StandingRule(
                        1,
                        Duration.ofDays(7).toMillis(),
                        4,
                        Duration.ofDays(180).toMillis(),
                        Set.of(ActivityKind.PAYMENT_SUCCEEDED, ActivityKind.CANCELLED)));
        assertThat(requireNonNull(only("sla_missed").standing()).basePerDay()).isEqualTo(1.5);
    }

    @Test
    void asksForTheCustomersOwnDoingsUnlessSaidOtherwise() {
        assertThat(only("page_view").byAnybody()).isFalse();
        assertThat(only("order_completed").byAnybody()).isTrue();
        assertThat(builtIn().rules())
                .filteredOn(rule -> rule.side() == Side.FRICTION)
                .allMatch(SignalRule::byAnybody);
        assertThat(read(signal(", by: anybody")).rules()).allMatch(SignalRule::byAnybody);
        String friction = signal("").replace("side: push", "side: friction, by: customer");
        assertThat(read(friction).rules()).noneMatch(SignalRule::byAnybody);
    }

    @Test
    void readsEveryPartOfAnEntry() {
        SignalCatalogue catalogue = read("""
                  - id: 7
                    name: plant_visit
                    on: [support.custom, deals.custom]
                    custom_name: visited_the_plant
                    when: {score: {min: 2, max: 4.5}, transfers: {max: 1}, attributes: {site: north}}
                    side: friction
                    weight: 1.25
                    scale: priority
                    class: ui
                    phase: engage
                    department: sales
                    standing: {per_day: 0.5, reference_days: 2, cap: 3, max_age_days: 10, closed_by: support.closed}
                """);
        assertThat(catalogue.version()).isEqualTo(3);
        assertThat(catalogue.typicalRevenueMinor("USD")).isEqualTo(60_000);
        assertThat(catalogue.attributes()).contains("site");
        assertThat(catalogue.rules())
                .extracting(SignalRule::on)
                .containsExactlyInAnyOrder(ActivityKind.SUPPORT_CUSTOM, ActivityKind.DEAL_CUSTOM);
        assertThat(catalogue.rules()).allSatisfy(rule -> {
            assertThat(rule.customName()).isEqualTo("visited_the_plant");
            assertThat(rule.weight()).isEqualTo(Weight.byPriority(1_250));
            assertThat(rule.conditions())
                    .containsExactly(
                            Condition.between(Condition.Field.SCORE, 2, 4.5),
                            Condition.between(Condition.Field.TRANSFERS, Double.NEGATIVE_INFINITY, 1),
                            Condition.attributeIs("site", "north"));
            assertThat(requireNonNull(rule.standing()).closedBy()).containsExactly(ActivityKind.CLOSED);
        });
    }

    @Test
    void reportsTenProblemsAtOnceWithTheirPlaces() {
        assertThat(problems("""
                        version: none
                        classes:
                          - {name: touch, half_life_days: 7, saturation: 10}
                          - {name: ui, half_life_days: 0}
                        revenue:
                          typical_minor: {euro: 50000}
                          typical_other_minor: 60000
                          value_events: [deals.wone]
                          refunds: []
                        signals:
                          - {id: 1, name: visit, on: clickstream.page_vew, side: push, weight: 1, class: touch, phase: attract, department: marketing}
                          - {id: 2, name: hit, on: clickstream.click, side: psuh, weight: 1, class: touch, phase: attract, department: marketing}
                          - {id: 3, name: look, on: clickstream.search, side: push, wieght: 1, class: touch, phase: attract, department: marketing}
                          - {id: 4, name: won, on: deals.won, side: push, weight: 1, class: tuch, phase: engage, department: sales}
                          - {id: 5, name: kept, on: deals.renewed, side: push, weight: 1, class: touch, phase: engage, department: sales, standing: {per_day: 1, reference_days: 7, cap: 4, max_age_days: 180, closed_by: support.closed}}
                        """))
                .containsExactly(
                        "my.yaml:1:10: version: a whole number from 1 to 2147483647 is expected, but here is 'none'",
                        "my.yaml:3:50: classes[0].saturation: this name is unknown",
                        "my.yaml:4:32: classes[1].half_life_days: a number from 0.01 to 3650.0 is expected, but here is '0'",
                        "my.yaml:6:25: revenue.typical_minor.euro: a currency is three capital letters (ISO 4217)",
                        "my.yaml:8:18: revenue.value_events[0]: 'deals.wone' is no kind of event; did you mean 'deals.won'? (the kinds are in docs/reference/events.md)",
                        "my.yaml:11:30: signals[0].on: 'clickstream.page_vew' is no kind of event; did you mean 'clickstream.page_view'? (the kinds are in docs/reference/events.md)",
                        "my.yaml:12:53: signals[1].side: one of [push, friction] is expected, but here is 'psuh'; did you mean 'push'?",
                        "my.yaml:13:69: signals[2].wieght: this name is unknown; did you mean 'weight'?",
                        "my.yaml:13:5: signals[2]: 'weight' is missing",
                        "my.yaml:14:69: signals[3].class: there is no class 'tuch'; the classes are [touch, ui]",
                        "my.yaml:15:125: signals[4].standing: only friction can be standing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: 1          | id: 0                              | a whole number from 1 to 16383",
                "id: 1          | id: 16384                          | a whole number from 1 to 16383",
                "id: 1,         |                                    | 'id' is missing",
                "name: visit,   |                                    | 'name' is missing",
                "name: visit    | name: ''                           | 'name' is missing",
                "name: visit    | name: [a]                          | a plain value is expected",
                "on: clickstream.page_view,  |                       | missing; name the kinds of event",
                "on: clickstream.page_view   | on: []                | at least one kind of event",
                "on: clickstream.page_view   | on: [clickstream.clik]| did you mean 'clickstream.click'?",
                "on: clickstream.page_view   | on: {a: b}            | a plain value is expected",
                "on: clickstream.page_view   | on: clickstream.custom| 'custom_name' goes with the custom kinds",
                "weight: 1      | weight: 1, custom_name: x          | 'custom_name' goes with the custom kinds",
                "weight: 1      | weight: -1                         | a number from 0.0 to 1000000.0",
                "weight: 1      | weight: NaN                        | a number from 0.0",
                "weight: 1      | weight: heavy                      | a number from 0.0",
                "weight: 1,     |                                    | 'weight' is missing",
                "weight: 1      | weight: 1, scale: amount           | one of [priority] is expected",
                "weight: 1      | weight: 1, weight_by_amount: {factor: 1, reference_minor: 1, cap: 1} | not both",
                "weight: 1      | weight_by_amount: {factor: 1, reference_minor: 0, cap: 1}     | a whole number from 1",
                "weight: 1      | weight_by_amount: {factor: 1, cap: 1}                         | 'reference_minor' is missing",
                "weight: 1      | weight: 1, by: agent               | 'customer' or 'anybody' is expected",
                "weight: 1      | weight: 1, when: {mood: {min: 1}}  | a condition can look at",
                "weight: 1      | weight: 1, when: {score: 4}        | a map of names and values is expected",
                "weight: 1      | weight: 1, when: {score: {least: 4}} | this name is unknown",
                "weight: 1      | weight: 1, when: {score: {min: x}} | a number from",
                "weight: 1      | weight: 1, when: {score: {min: 4, max: 3}} | no number is at least 4.0 and at most 3.0",
                "phase: attract | phase: atract                      | did you mean 'attract'?",
                "department: marketing | department: hr              | one of [marketing, sales, service]",
                "side: push     | side: friction, standing: {per_day: 1, reference_days: 7, cap: 4, max_age_days: 9} | missing; name the kinds",
                "side: push     | side: friction, standing: {per_day: 0, reference_days: 7, cap: 4, max_age_days: 9, closed_by: deals.won} | a number from 0.001",
                "side: push     | side: friction, standing: {per_day: 1, reference_days: 7, cap: 0.5, max_age_days: 9, closed_by: deals.won} | a number from 1.0",
                "side: push     | side: friction, standing: {per_day: 1, reference_days: 7, cap: 4, max_age_days: 9, closed_by: []} | at least one kind",
            })
    void saysWhatIsWrongWithAnEntry(String good, String bad, String expected) {
        String entry = signal("").replace(good, bad == null ? "" : bad);
        assertThat(entry).isNotEqualTo(signal(""));
        assertThat(problems(HEAD + entry))
                .singleElement()
                .asString()
                .startsWith("my.yaml:11:")
                .contains(expected);
    }

    @Test
    void refusesTwoSignalsWithOneId() {
        String other = signal("").replace("name: visit", "name: call");
        assertThat(problems(HEAD + signal("") + other))
                .singleElement()
                .asString()
                .startsWith("my.yaml:12:5: signals[1]: id 1 is also that of 'visit'");
    }

    @Test
    void refusesOneSignalWithTwoIds() {
        String other = signal("").replace("id: 1", "id: 2");
        assertThat(problems(HEAD + signal("") + other))
                .singleElement()
                .asString()
                .startsWith("my.yaml:12:5: signals[1]: the signal 'visit' has id 1 elsewhere");
    }

    @Test
    void takesTwoRulesOfOneSignal() {
        String other = signal(", when: {count: {min: 3}}").replace("weight: 1", "weight: 2");
        assertThat(read(signal(""), other).rules()).extracting(SignalRule::id).containsExactly(1, 1);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(problems(""))
                .containsExactlyInAnyOrder(
                        "my.yaml: a map of names and values is missing",
                        "my.yaml: classes: at least one half-life class is needed",
                        "my.yaml: revenue: a map of names and values is missing",
                        "my.yaml: revenue.typical_minor: a map of names and values is missing",
                        "my.yaml: revenue.value_events: missing; name the kinds of event",
                        "my.yaml: revenue.refunds: missing; name the kinds of event",
                        "my.yaml: signals: at least one signal is needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signals: []", "signals: {}", "signals:", "signals: some"})
    void needsSignals(String signals) {
        assertThat(problems(HEAD.replace("signals:\n", signals + "\n")))
                .singleElement()
                .asString()
                .contains("signals");
    }

    @Test
    void refusesAClassThatStandsTwice() {
        String twice = HEAD.replace("name: ui", "name: touch") + signal("");
        assertThat(problems(twice)).singleElement().asString().contains("my.yaml:4:5", "a second time");
    }

    @Test
    void refusesANameThatStandsTwiceInOneEntry() {
        assertThat(problems(HEAD + signal(", weight: 2")))
                .singleElement()
                .asString()
                .contains("twice in one map");
    }

    @Test
    void givesEveryStreamAMeaning() {
        assertThat(builtIn().rules()).extracting(rule -> rule.on().stream()).contains(EventStream.values());
    }
}
