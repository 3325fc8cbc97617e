package io.flywheel.domain.alert;

import static io.flywheel.domain.alert.Sample.MINUTE;
import static io.flywheel.domain.alert.Sample.START;
import static io.flywheel.domain.alert.Sample.totals;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WindowAlertsTest {

    private static final Threshold THRESHOLD = new Threshold(true, 10, 5);

    private final AlertBook book = new AlertBook();
    private final List<AlertOutput> outputs = new ArrayList<>();
    private WindowAlerts alerts = watching(new AlertTerms(THRESHOLD, 5 * MINUTE, 10 * MINUTE, 0, 1, 1, 0));

    @Test
    void firesWhenWindowsStayBadAndRecoversInQuietOnes() {
        over(5, 4);
        over(10, 12);
        over(15, 11);
        over(20, 11);
        nothing(25);
        nothing(30);
        passed(35);

        assertThat(told())
                .containsExactly(
                        "10 inactive pending breached",
                        "15 pending firing held",
                        "25 firing recovering cleared",
                        "35 recovering resolved held");
    }

    @Test
    void aCorrectionOfTheWindowThatBeganItTakesItBack() {
        over(5, 12);
        over(10, 12);
        over(15, 12);
        corrected(10, 0);
        assertThat(told()).containsExactly("5 inactive pending breached", "10 pending firing held");
        corrected(5, 1);

        assertThat(told()).last().isEqualTo("15 firing resolved retracted");
    }

    @Test
    void aCorrectionOfAnOldWindowBeginsNothing() {
        over(5, 1);
        over(10, 1);
        corrected(5, 50);

        assertThat(told()).isEmpty();
    }

    @Test
    void theNewestWindowCorrectedIsReadAgain() {
        over(5, 9);
        over(5, 12);

        assertThat(told()).containsExactly("5 inactive pending breached");
    }

    @Test
    void aRuleThatWaitsForDataTakesAnEmptyWindowForSilence() {
        alerts = watching(new AlertTerms(THRESHOLD, 0, 0, 10 * MINUTE, 1, 1, 0));
        over(5, 12);
        nothing(10);
        nothing(15);
        over(20, 1);

        assertThat(told())
                .containsExactly(
                        "5 inactive firing breached",
                        "15 firing firing no_data",
                        "20 firing firing data_back",
                        "20 firing resolved cleared");
    }

    @Test
    void waitsForWindowsOfOpenAlertsOnly() {
        assertThat(alerts.waitsFor(book, window(5))).isFalse();
        assertThat(alerts.nextLookMillis(book, START)).isEqualTo(AlertCourse.NEVER);
        over(5, 12);
        assertThat(alerts.waitsFor(book, window(10))).isTrue();
        assertThat(alerts.nextLookMillis(book, START + 5 * MINUTE)).isEqualTo(START + 10 * MINUTE);
    }

    @Test
    void aRuleThatIsGoneEndsItsAlerts() {
        over(5, 12);
        alerts = new WindowAlerts(new ControlHistory(new RuleBook(2, List.of())));
        passed(10);

        assertThat(told()).last().isEqualTo("10 pending inactive rule_changed");
    }

    @Test
    void anInstanceSaysWhichWindows() {
        over(5, 12);

        AlertInstance instance = Objects.requireNonNull(outputs.get(1).instance());
        assertThat(instance.labels())
                .containsEntry(AlertSubject.GRAIN, "5m")
                .containsEntry(AlertSubject.DIM_TYPE, "all")
                .containsEntry(AlertSubject.DIM_VALUE, "all")
                .containsEntry(AlertSubject.RULE, "spread");
        assertThat(instance.value()).isEqualTo(12);
        assertThat(instance.evidence()).isEmpty();
    }

    private static WindowAlerts watching(AlertTerms terms) {
        return new WindowAlerts(
                new ControlHistory(new RuleBook(1, List.of(Sample.windowRule("spread", Grain.FIVE_MINUTES, terms)))));
    }

    private void over(int minute, int friction) {
        alerts.over(book, Series.WHOLE, window(minute), totals(3, friction * 1_000L, 1_000), outputs::add);
        passed(minute);
    }

    private void corrected(int minute, int friction) {
        alerts.corrected(book, Series.WHOLE, window(minute), totals(3, friction * 1_000L, 1_000), outputs::add);
    }

    private void nothing(int minute) {
        alerts.nothing(book, Series.WHOLE, window(minute), outputs::add);
    }

    private void passed(int minute) {
        alerts.passed(book, Series.WHOLE, START + minute * MINUTE, outputs::add);
    }

    private static Window window(int minute) {
        return new Window(Grain.FIVE_MINUTES, START + minute * MINUTE);
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
}
