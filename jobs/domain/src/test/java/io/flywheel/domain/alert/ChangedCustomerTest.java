package io.flywheel.domain.alert;

import static io.flywheel.domain.alert.Sample.HOUR;
import static io.flywheel.domain.alert.Sample.MINUTE;
import static io.flywheel.domain.alert.Sample.START;
import static io.flywheel.domain.alert.Sample.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.MeasuredCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rule that asks how far the index has come within a day; with friction of 1 a day the index of these customers is 25, without any it is 50. */
class ChangedCustomerTest {

    private static final AlertTerms TERMS = new AlertTerms(new Threshold(false, -15, -8), 0, HOUR, 0, 1, 1, 0);
    private static final AlertRule FALLS = Sample.changeRule("falls", Fact.MOMENTUM_INDEX, TERMS, 24 * HOUR);

    private CustomerAlerts alerts = alerts(FALLS);
    private AlertBook book = new AlertBook();
    private final List<AlertOutput> outputs = new ArrayList<>();

    @Test
    void aFallWithinADayFiresAndIsOverWhenADayWentByWithoutAnother() {
        heard(0, 0);
        heard(25 * HOUR, 1);
        letTimePass(25 * HOUR, 60 * HOUR);

        assertThat(told())
                .containsExactly(
                        "1500 inactive firing breached -25",
                        "2940 firing recovering cleared -2",
                        "3000 recovering resolved held -2");
    }

    @Test
    void nothingIsSaidOfWhoIsNotKnownForADay() {
        heard(0, 0);
        heard(10 * HOUR, 1);
        assertThat(outputs).isEmpty();

        heard(26 * HOUR, 1);
        assertThat(told()).containsExactly("1560 inactive firing breached -25");
    }

    @Test
    void aFallOverDaysIsNone() {
        double[] friction = {0, 0.25, 0.66, 1.5};
        for (int day = 0; day < friction.length; day++) {
            heard(day * (25 * HOUR), friction[day]);
        }
        assertThat(outputs).isEmpty();
    }

    @Test
    void whatSilenceMadeOfTheIndexCountsAsWell() {
        heard(0, 0, 40);
        heard(30 * 24 * HOUR, 0, 40);

        assertThat(told())
                .as("a month later the friction of then had faded, and the index was back")
                .containsExactly("43200 inactive firing breached -48");
    }

    @Test
    void nothingIsRememberedForARuleThatIsGone() {
        heard(0, 0);
        assertThat(book.isBlank()).isFalse();
        alerts = alerts(Sample.customerRule("friction", Fact.FRICTION, TERMS));
        heard(HOUR, 0);

        AlertBook kept = AlertBook.unpack(book.pack());
        assertThat(kept.isBlank()).isTrue();
        assertThat(kept.outlook()).isNull();
    }

    @Test
    void whatIsRememberedOfACustomerIsSmall() {
        int[] sizes = IntStream.range(0, 60).map(this::remembered).sorted().toArray();

        assertThat(sizes[sizes.length / 2]).isBetween(1_000, 1_500);
        assertThat(sizes[sizes.length - 1]).isLessThan(2_200);
    }

    private int remembered(int seed) {
        CustomerUpdate update = MeasuredCustomer.invent(seed).update();
        AlertBook remembering = new AlertBook();
        alerts.heard(remembering, update(update.momentum().asOfMillis() - 30 * HOUR, 0, 0), outputs::add);
        alerts.heard(remembering, update, outputs::add);
        return remembering.pack().length;
    }

    private static CustomerAlerts alerts(AlertRule rule) {
        return new CustomerAlerts(new ControlHistory(new RuleBook(1, List.of(rule))));
    }

    private void heard(long after, double standingPerDay) {
        heard(after, standingPerDay, 0);
    }

    private void heard(long after, double standingPerDay, double clickPoints) {
        book = AlertBook.unpack(book.pack());
        alerts.heard(book, update(START + after, standingPerDay, clickPoints), outputs::add);
    }

    private void letTimePass(long from, long until) {
        for (long next = alerts.nextLookMillis(book, START + from);
                next <= START + until;
                next = alerts.nextLookMillis(book, next)) {
            book = AlertBook.unpack(book.pack());
            alerts.passed(book, "globex", next, outputs::add);
        }
    }

    private List<String> told() {
        return outputs.stream()
                .map(AlertOutput::transition)
                .filter(Objects::nonNull)
                .map(step ->
                        (step.atMillis() - START) / MINUTE + " " + step.from().word() + " "
                                + step.to().word() + " " + step.reason().word() + " " + Math.round(step.value()))
                .toList();
    }
}
