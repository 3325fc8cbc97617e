package io.flywheel.domain.alert;

import static io.flywheel.domain.alert.Sample.HOUR;
import static io.flywheel.domain.alert.Sample.MINUTE;
import static io.flywheel.domain.alert.Sample.START;
import static io.flywheel.domain.alert.Sample.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CustomerAlertsTest {

    private static final AlertTerms TERMS =
            new AlertTerms(new Threshold(true, 5, 4), 30 * MINUTE, 2 * HOUR, 0, 1, 1, 0);
    private static final AlertRule STANDING = Sample.customerRule("standing", Fact.FRICTION_STANDING, TERMS);
    private static final AlertRule FRICTION = Sample.customerRule("friction", Fact.FRICTION, TERMS);

    private CustomerAlerts alerts = new CustomerAlerts(new ControlHistory(new RuleBook(7, List.of(STANDING))));
    private AlertBook book = new AlertBook();
    private final List<AlertOutput> outputs = new ArrayList<>();

    @Test
    void aCustomerWhoGivesNoCauseLeavesNoTrace() {
        alerts.heard(book, update(START, 1, 1), outputs::add);

        assertThat(outputs).isEmpty();
        assertThat(book.isBlank()).isTrue();
        assertThat(alerts.nextLookMillis(book, START)).isEqualTo(AlertCourse.NEVER);
    }

    @Test
    void whatStaysOpenFiresWithoutAnotherEventAndRecoversWhenItIsClosed() {
        alerts.heard(book, update(START, 6, 0), outputs::add);
        letTimePass(START, START + 5 * HOUR);
        alerts.heard(book, update(START + 5 * HOUR + 1, 0, 0), outputs::add);
        letTimePass(START + 5 * HOUR + 1, START + 10 * HOUR);

        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached",
                        "30 pending firing held",
                        "300 firing recovering cleared",
                        "420 recovering resolved held");
        AlertInstance last =
                Objects.requireNonNull(outputs.get(outputs.size() - 1).instance());
        assertThat(last.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(last.ruleVersion()).isEqualTo(7);
        assertThat(last.accountId()).isEqualTo("acme");
        assertThat(last.evidence()).as("those of its beginning").containsExactly("e-1", "e-0", "c-1");
        assertThat(last.pendingSinceMillis()).isEqualTo(START);
        assertThat(last.firedAtMillis()).isEqualTo(START + 30 * MINUTE);
        assertThat(last.resolvedAtMillis()).isEqualTo(START + 7 * HOUR + 1);
    }

    @Test
    void whatFadesRecoversWithoutAnotherEvent() {
        alerts = new CustomerAlerts(new ControlHistory(new RuleBook(1, List.of(FRICTION))));
        alerts.heard(book, update(START, 0, 10), outputs::add);
        letTimePass(START, START + 48 * HOUR);

        // 10 points fade from 6.9 a day to 4 within 0.79 half-lives of a day: 19 hours and more
        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached",
                        "30 pending firing held",
                        "1200 firing recovering cleared",
                        "1320 recovering resolved held");
        assertThat(alerts.nextLookMillis(book, START + 48 * HOUR)).isEqualTo(AlertCourse.NEVER);
    }

    @Test
    void anEventFromBeforeTheLastLookStillCounts() {
        alerts.heard(book, update(START, 6, 0), outputs::add);
        letTimePass(START, START + HOUR);
        alerts.heard(book, update(START + 59 * MINUTE, 0, 0), outputs::add);

        assertThat(told()).last().isEqualTo("60 firing recovering cleared");
    }

    @Test
    void whatBeganItTakenBackEndsIt() {
        alerts.heard(book, update(START, 6, 0), outputs::add);
        letTimePass(START, START + HOUR);
        alerts.heard(book, update(START, 1, 0), outputs::add);

        assertThat(told()).last().isEqualTo("60 firing resolved retracted");
    }

    @Test
    void aRuleThatIsGoneEndsItsAlertsAsItToldThem() {
        alerts.heard(book, update(START, 6, 0), outputs::add);
        alerts = new CustomerAlerts(new ControlHistory(new RuleBook(8, List.of(FRICTION))));
        letTimePass(START, START + HOUR);

        assertThat(told()).last().isEqualTo("60 pending inactive rule_changed");
        AlertInstance last =
                Objects.requireNonNull(outputs.get(outputs.size() - 1).instance());
        assertThat(last.firesAt()).isEqualTo(5);
        assertThat(last.summary()).isEqualTo("it rubs");
    }

    @Test
    void eachMomentIsJudgedByTheRulesInForceThen() {
        ControlHistory history = new ControlHistory(new RuleBook(7, List.of(STANDING)));
        history.add(new RuleBook(8, List.of(FRICTION)), START + HOUR, null);
        alerts = new CustomerAlerts(history);
        alerts.heard(book, update(START, 6, 0), outputs::add);
        letTimePass(START, START + 2 * HOUR);
        alerts.heard(book, update(START + 2 * HOUR, 6, 0), outputs::add);

        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached",
                        "30 pending firing held",
                        "60 firing resolved rule_changed",
                        "120 inactive pending breached");
        assertThat(outputs)
                .extracting(AlertOutput::instance)
                .filteredOn(Objects::nonNull)
                .extracting(instance -> Objects.requireNonNull(instance).ruleVersion())
                .containsExactly(7, 7, 8, 8);
    }

    @Test
    void anAcknowledgementIsToldOnceAndCountsForItsRunAlone() {
        String fingerprint = AlertSubject.customer("globex").fingerprint("standing");
        ControlHistory history = new ControlHistory(new RuleBook(7, List.of(STANDING)));
        history.add(new Acknowledgement(fingerprint, 1, "ann", START + 45 * MINUTE));
        alerts = new CustomerAlerts(history);
        alerts.heard(book, update(START, 6, 0), outputs::add);
        letTimePass(START, START + 40 * MINUTE);
        alerts.decided(book, "globex", START + 40 * MINUTE, outputs::add);
        assertThat(told()).as("nobody has yet").last().isEqualTo("30 pending firing held");

        alerts.decided(book, "globex", START + 50 * MINUTE, outputs::add);
        alerts.decided(book, "globex", START + 51 * MINUTE, outputs::add);
        alerts.heard(book, update(START + 5 * HOUR, 0, 0), outputs::add);
        letTimePass(START + 5 * HOUR, START + 8 * HOUR);
        alerts.heard(book, update(START + 9 * HOUR, 6, 0), outputs::add);
        letTimePass(START + 9 * HOUR, START + 10 * HOUR);

        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached",
                        "30 pending firing held",
                        "45 firing firing acknowledged",
                        "300 firing recovering cleared",
                        "420 recovering resolved held",
                        "540 resolved pending breached",
                        "570 pending firing held");
        AlertInstance last =
                Objects.requireNonNull(outputs.get(outputs.size() - 1).instance());
        assertThat(last.episode()).isEqualTo(2);
        assertThat(last.acknowledgedBy()).isNull();
    }

    @Test
    void idsFollowFromWhatHappenedAlone() {
        alerts.heard(book, update(START, 6, 0), outputs::add);
        letTimePass(START, START + HOUR);
        List<String> ids = ids();
        outputs.clear();
        book = new AlertBook();
        alerts.heard(book, update(START, 6, 0), outputs::add);
        letTimePass(START, START + HOUR);

        String fingerprint = AlertSubject.customer("globex").fingerprint("standing");
        assertThat(ids()).isEqualTo(ids).containsExactly(fingerprint + "-1-1", fingerprint + "-1-2");
    }

    /** As the shell does: wakes when asked to, keeps the book as bytes in between. */
    private void letTimePass(long from, long until) {
        for (long next = alerts.nextLookMillis(book, from); next <= until; next = alerts.nextLookMillis(book, next)) {
            book = AlertBook.unpack(book.pack());
            alerts.passed(book, "globex", next, outputs::add);
        }
    }

    private List<String> ids() {
        return transitions().map(AlertTransition::id).toList();
    }

    private Stream<AlertTransition> transitions() {
        return outputs.stream().map(AlertOutput::transition).filter(Objects::nonNull);
    }

    private List<String> told() {
        return transitions()
                .map(step ->
                        (step.atMillis() - START) / MINUTE + " " + step.from().word() + " "
                                + step.to().word() + " " + step.reason().word())
                .toList();
    }
}
