package io.flywheel.domain.alert;

import static io.flywheel.domain.alert.Sample.MINUTE;
import static io.flywheel.domain.alert.Sample.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.spike.SpikeReading;
import io.flywheel.domain.spike.SpotReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HotspotAlertsTest {

    private static final Threshold SPIKING = new Threshold(true, 1, 0);
    private static final String SERIES = "page:/a:b\nrage_click";

    private final AlertBook book = new AlertBook();
    private final List<AlertOutput> outputs = new ArrayList<>();
    private HotspotAlerts alerts = watching(new AlertTerms(SPIKING, 0, 10 * MINUTE, 0, 1, 1, 0));

    @Test
    void firesWithTheSpikeAndIsResolvedWhenItHasBeenSilentForSolong() {
        over(5, 3, false);
        over(10, 30, true);
        over(15, 28, true);
        alerts.passed(book, SERIES, at(31), outputs::add);

        assertThat(told())
                .containsExactly(
                        "10 inactive firing breached", "20 firing recovering cleared", "30 recovering resolved held");
    }

    @Test
    void itDoesNotMatterHowFarTimeMovesAtOnce() {
        over(10, 30, true);
        over(30, 28, true);
        over(60, 9, true);
        alerts.passed(book, SERIES, at(100), outputs::add);
        List<String> atOnce = told();
        AlertBook other = new AlertBook();
        outputs.clear();
        for (int minute = 1; minute <= 100; minute++) {
            if (minute == 10 || minute == 30 || minute == 60) {
                alerts.over(other, reading(minute, 9, true), outputs::add);
            }
            alerts.passed(other, SERIES, at(minute), outputs::add);
        }

        assertThat(atOnce)
                .containsExactly(
                        "10 inactive firing breached",
                        "15 firing recovering cleared",
                        "25 recovering resolved held",
                        "30 resolved firing breached",
                        "35 firing recovering cleared",
                        "45 recovering resolved held",
                        "60 resolved firing breached",
                        "65 firing recovering cleared",
                        "75 recovering resolved held");
        assertThat(told()).isEqualTo(atOnce);
    }

    @Test
    void aRuleThatWaitsForDataTakesSilenceForThat() {
        alerts = watching(new AlertTerms(SPIKING, 0, 0, 10 * MINUTE, 1, 1, 0));
        over(10, 30, true);
        alerts.passed(book, SERIES, at(60), outputs::add);

        // nothing is due while it fires and nothing is held: only the silence is told
        assertThat(told()).containsExactly("10 inactive firing breached", "20 firing firing no_data");
    }

    @Test
    void isKnownByPlaceAndTypeAndHasNoGrainAndNoCustomer() {
        over(10, 30, true);
        AlertInstance alert = Objects.requireNonNull(outputs.get(1).instance());

        assertThat(alert.labels())
                .isEqualTo(
                        Map.of("rule", "spikes", "dim_type", "page", "dim_value", "/a:b", "signal_type", "rage_click"));
        assertThat(alert.scope()).isEqualTo(Scope.HOTSPOT);
        assertThat(alert.accountId()).isNull();
    }

    @Test
    void endsWhenItsRuleIsGoneAndGoesThroughBytes() {
        over(10, 30, true);
        AlertBook read = AlertBook.unpack(book.pack());
        outputs.clear();
        new HotspotAlerts(new ControlHistory(new RuleBook(2, List.of()))).passed(read, SERIES, at(15), outputs::add);

        assertThat(told()).containsExactly("15 firing resolved rule_changed");
        assertThat(alerts.nextLookMillis(read, at(15))).isEqualTo(AlertCourse.NEVER);
        assertThat(alerts.nextLookMillis(book, at(11))).isEqualTo(at(15));
    }

    @Test
    void factsAreThoseOfTheFiveMinutes() {
        SpotReading reading = new SpotReading(
                "channel:ads", "*", START, 12, 6_500, 8, 400, 0, new SpikeReading(4.5, 3, 4, 4, true, true, null));
        FactSheet facts = HotspotFacts.of(reading);

        assertThat(facts.text(Fact.HOTSPOT_DIM_TYPE)).isEqualTo("channel");
        assertThat(facts.text(Fact.HOTSPOT_SIGNAL_TYPE)).isEqualTo("*");
        assertThat(facts.number(Fact.HOTSPOT_FRICTION_POINTS)).isEqualTo(6.5);
        assertThat(facts.number(Fact.HOTSPOT_RATE)).isEqualTo(30);
        assertThat(facts.number(Fact.HOTSPOT_SESSIONS)).isNaN();
        assertThat(facts.number(Fact.HOTSPOT_SESSION_RATE)).isNaN();
        assertThat(facts.number(Fact.HOTSPOT_EXCESS)).isEqualTo(13 / 4.0);
        assertThat(facts.number(Fact.HOTSPOT_SPIKE_SCORE)).isEqualTo(4.5);
        assertThat(facts.number(Fact.HOTSPOT_SPIKING)).isEqualTo(1);
    }

    private void over(int endMinute, long frictions, boolean spiking) {
        alerts.over(book, reading(endMinute, frictions, spiking), outputs::add);
    }

    private static SpotReading reading(int endMinute, long frictions, boolean spiking) {
        return new SpotReading(
                "page:/a:b",
                "rage_click",
                at(endMinute - 5),
                frictions,
                500 * frictions,
                frictions,
                100,
                0,
                new SpikeReading(spiking ? 6 : 0, 3, frictions / 3.0, 4, spiking, spiking, null));
    }

    private static HotspotAlerts watching(AlertTerms terms) {
        return new HotspotAlerts(new ControlHistory(new RuleBook(1, List.of(Sample.hotspotRule("spikes", terms)))));
    }

    private List<String> told() {
        return outputs.stream()
                .map(AlertOutput::transition)
                .filter(Objects::nonNull)
                .map(step ->
                        (step.atMillis() - START) / MINUTE + " " + step.from().word() + " "
                                + step.to().word() + " " + step.reason().word())
                .toList();
    }

    private static long at(int minute) {
        return START + minute * MINUTE;
    }
}
