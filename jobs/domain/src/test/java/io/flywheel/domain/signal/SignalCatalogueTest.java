package io.flywheel.domain.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalCatalogueTest {

    private final SignalCatalogue catalogue = SmallCatalogue.create();

    @Test
    void findsTheRulesOfAKind() {
        assertThat(catalogue.rulesFor(ActivityKind.NPS_RATED))
                .extracting(SignalRule::name)
                .containsExactly("nps_promoter", "nps_detractor");
        assertThat(catalogue.rulesFor(ActivityKind.SEARCH)).isEmpty();
        assertThat(catalogue.rulesClosedBy(ActivityKind.SOLVED))
                .extracting(SignalRule::name)
                .containsExactly("sla_breach");
        assertThat(catalogue.signals()).hasSize(17).isSortedAccordingTo((a, b) -> a.id() - b.id());
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({
        "PAGE_VIEW, CUSTOMER, true",
        "PAGE_VIEW, AGENT, false",
        "PAGE_VIEW, SYSTEM, false",
        "WON, AGENT, true",
        "SLA_MISSED, SYSTEM, true"
    })
    void onlyDoingsOfTheCustomerCountUnlessTheRuleSaysOtherwise(ActivityKind kind, Actor actor, boolean applies) {
        Activity activity = Activity.builder().kind(kind).actor(actor).build();
        assertThat(catalogue.rulesFor(kind)[0].appliesTo(activity)).isEqualTo(applies);
    }

    @Test
    void aCustomKindIsToldByItsName() {
        Activity webinar = custom(Map.of("name", "webinar_joined", "live", "yes"));
        SignalRule rule = catalogue.rulesFor(ActivityKind.CLICKSTREAM_CUSTOM)[0];
        assertThat(rule.appliesTo(webinar)).isTrue();
        assertThat(rule.appliesTo(custom(Map.of("name", "webinar_joined")))).isFalse();
        assertThat(rule.appliesTo(custom(Map.of("name", "podcast", "live", "yes"))))
                .isFalse();
        assertThat(catalogue.isUnmapped(webinar)).isFalse();
        assertThat(catalogue.isUnmapped(custom(Map.of("name", "webinar_joined"))))
                .isFalse();
        assertThat(catalogue.isUnmapped(custom(Map.of("name", "podcast")))).isTrue();
        assertThat(catalogue.isUnmapped(custom(Map.of()))).isTrue();
        assertThat(catalogue.isUnmapped(Activity.builder().build())).isFalse();
    }

    @Test
    void asksIntakeForTheAttributesThatRulesLookAt() {
        assertThat(catalogue.attributes()).containsExactly("live", "name");
    }

    @Test
    void knowsWhatATypicalCustomerBringsInACurrency() {
        assertThat(catalogue.typicalRevenueMinor("GBP")).isEqualTo(200_000);
        assertThat(catalogue.typicalRevenueMinor("JPY")).isEqualTo(250_000);
    }

    @Test
    void refusesAnIdThatNamesTwoSignals() {
        List<SignalRule> rules = List.of(
                SmallCatalogue.friction(1, "rage_click", 1, SmallCatalogue.UI, ActivityKind.RAGE_CLICK)
                        .build(),
                SmallCatalogue.friction(1, "dead_click", 1, SmallCatalogue.UI, ActivityKind.DEAD_CLICK)
                        .build());
        assertThatThrownBy(() -> SmallCatalogue.of(rules))
                .hasMessageContaining("id 1 is given to rage_click and to dead_click");
    }

    @Test
    void refusesASignalWithTwoIds() {
        List<SignalRule> rules = List.of(
                SmallCatalogue.friction(1, "rage_click", 1, SmallCatalogue.UI, ActivityKind.RAGE_CLICK)
                        .build(),
                SmallCatalogue.friction(2, "rage_click", 1, SmallCatalogue.UI, ActivityKind.DEAD_CLICK)
                        .build());
        assertThatThrownBy(() -> SmallCatalogue.of(rules)).hasMessageContaining("rage_click has the ids 1 and 2");
    }

    @Test
    void refusesRulesOfOneSignalThatDisagreeAboutStandingFriction() {
        List<SignalRule> rules = List.of(
                SmallCatalogue.friction(1, "breach", 1, SmallCatalogue.UI, ActivityKind.SLA_MISSED)
                        .build(),
                SmallCatalogue.friction(1, "breach", 1, SmallCatalogue.UI, ActivityKind.ESCALATED)
                        .standing(SmallCatalogue.BREACH)
                        .build());
        assertThatThrownBy(() -> SmallCatalogue.of(rules)).hasMessageContaining("standing friction");
    }

    @Test
    void closesASignalOfTwoRulesOnce() {
        List<SignalRule> rules = List.of(
                SmallCatalogue.friction(1, "breach", 1, SmallCatalogue.UI, ActivityKind.SLA_MISSED)
                        .standing(SmallCatalogue.BREACH)
                        .build(),
                SmallCatalogue.friction(1, "breach", 2, SmallCatalogue.UI, ActivityKind.ESCALATED)
                        .standing(SmallCatalogue.BREACH)
                        .build());
        assertThat(SmallCatalogue.of(rules).rulesClosedBy(ActivityKind.SOLVED)).hasSize(1);
    }

    @Test
    void refusesAClassThatItDoesNotList() {
        SignalRule rule = SmallCatalogue.friction(
                        1, "rage_click", 1, SmallCatalogue.halfLife("moment", 1, 0), ActivityKind.RAGE_CLICK)
                .build();
        assertThatThrownBy(() -> SmallCatalogue.of(List.of(rule)))
                .hasMessageContaining("names an unknown class: moment");
    }

    @Test
    void saysThatASignalOfTheStateIsMissing() {
        assertThatThrownBy(() -> catalogue.rule(99))
                .hasMessageContaining("signal id 99 is in the state but not in catalogue version 3");
    }

    @Test
    void theFingerprintFollowsTheHalfLives() {
        SignalCatalogue other = new SignalCatalogue(
                4, List.of(SmallCatalogue.halfLife("ui", 2, 0)), List.of(), Map.of(), 1, Set.of(), Set.of());
        SignalCatalogue saturating = new SignalCatalogue(
                5, List.of(SmallCatalogue.halfLife("ui", 2, 7)), List.of(), Map.of(), 1, Set.of(), Set.of());
        assertThat(other.decayFingerprint()).isNotEqualTo(catalogue.decayFingerprint());
        assertThat(other.decayFingerprint()).isEqualTo(saturating.decayFingerprint());
    }

    private static Activity custom(Map<String, String> attributes) {
        return Activity.builder()
                .kind(ActivityKind.CLICKSTREAM_CUSTOM)
                .attributes(attributes)
                .build();
    }
}
