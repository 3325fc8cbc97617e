package io.flywheel.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edges one by one stand in docs/reference/alerts.md and are tested there; here are runs over several of them. */
class AlertCourseTest {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long START = 1_767_614_400_000L;

    private final List<AlertStep> steps = new ArrayList<>();
    private final AlertCourse course = new AlertCourse();
    private AlertTerms terms = terms(5, 10, 0, 1, 1);

    @Test
    void aRunFromTheFirstBreachToItsEndIsToldOnceEach() {
        read(0, 9);
        read(3, 12);
        read(6, 11);
        read(7, 3);
        read(12, 9);
        read(20, 3);
        pass(60);

        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached",
                        "5 pending firing held",
                        "7 firing recovering cleared",
                        "12 recovering firing breached",
                        "20 firing recovering cleared",
                        "30 recovering resolved held");
        assertThat(steps).extracting(AlertStep::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(steps).extracting(AlertStep::episode).containsOnly(1L);
        assertThat(course.firedAt()).isEqualTo(at(5));
        assertThat(course.resolvedAt()).isEqualTo(at(30));
    }

    @Test
    void aValueBetweenTheThresholdsKeepsAnAlertAsItIs() {
        read(0, 9);
        read(4, 6);
        read(30, 6);

        assertThat(told()).containsExactly("0 inactive pending breached", "5 pending firing held");
    }

    @Test
    void whatNeverFiredSharesItsNumberWithTheNextRun() {
        read(0, 9);
        read(2, 1);
        read(10, 9);
        read(20, 1);
        pass(40);
        read(50, 9);
        pass(60);

        assertThat(steps)
                .extracting(step -> step.episode() + " " + step.to().word())
                .containsExactly(
                        "1 pending",
                        "1 inactive",
                        "1 pending",
                        "1 firing",
                        "1 recovering",
                        "1 resolved",
                        "2 pending",
                        "2 firing");
        assertThat(steps).extracting(AlertStep::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void aReadingAtTheVeryEndOfTheSpanStillCounts() {
        read(0, 9);
        read(5, 1);

        assertThat(told()).containsExactly("0 inactive pending breached", "5 pending inactive cleared");
    }

    @Test
    void breachesAndClearsMustComeInARow() {
        terms = terms(0, 0, 0, 3, 2);
        read(0, 9);
        read(1, 9);
        read(2, 6);
        read(3, 9);
        read(4, 9);
        assertThat(told()).isEmpty();
        read(4, 9);
        assertThat(told()).as("readings of one moment count once").isEmpty();
        read(5, 9);
        read(6, 1);
        read(7, 9);
        read(8, 1);
        read(9, 1);

        assertThat(told()).containsExactly("5 inactive firing breached", "9 firing resolved cleared");
    }

    @Test
    void withTooLittleToRestOnNothingFires() {
        terms = new AlertTerms(new Threshold(true, 8, 4), 0, 0, 0, 1, 1, 20);
        course.read(terms, new Reading(at(0), 9, 19, true), steps::add);
        assertThat(told()).isEmpty();
        course.read(terms, new Reading(at(1), 9, 20, true), steps::add);
        course.read(terms, new Reading(at(2), 9, Double.NaN, true), steps::add);

        assertThat(told()).containsExactly("1 inactive firing breached", "2 firing resolved cleared");
    }

    @Test
    void aSubjectThatLeavesTheRuleRecoversAndAnUnknownValueSaysNothing() {
        terms = terms(0, 0, 0, 1, 1);
        read(0, 9);
        read(1, Double.NaN);
        assertThat(told()).containsExactly("0 inactive firing breached");
        course.read(terms, new Reading(at(2), Double.NaN, 0, false), steps::add);

        assertThat(told()).containsExactly("0 inactive firing breached", "2 firing resolved cleared");
    }

    @Test
    void withoutDataAnAlertStandsStillAndWhatIsHeldBeginsAnew() {
        terms = terms(5, 30, 20, 1, 1);
        read(0, 9);
        pass(5);
        read(6, 1);
        pass(300);
        read(310, 1);
        pass(339);
        pass(400);

        assertThat(told())
                .containsExactly(
                        "0 inactive pending breached",
                        "5 pending firing held",
                        "6 firing recovering cleared",
                        "26 recovering recovering no_data",
                        "310 recovering recovering data_back",
                        "330 recovering recovering no_data");
        assertThat(course.status()).isEqualTo(AlertStatus.RECOVERING);
        assertThat(course.isSilent()).isTrue();
    }

    @Test
    void aFiringAlertThatHearsAgainGoesOnFiring() {
        terms = terms(0, 10, 20, 1, 1);
        read(0, 9);
        read(60, 9);
        pass(75);

        assertThat(told())
                .containsExactly(
                        "0 inactive firing breached", "20 firing firing no_data", "60 firing firing data_back");
    }

    @Test
    void aCorrectionOfWhatBeganItTakesItBack() {
        read(0, 9);
        pass(5);
        read(6, 9);
        read(0, 2);

        assertThat(told())
                .containsExactly("0 inactive pending breached", "5 pending firing held", "6 firing resolved retracted");
    }

    @Test
    void aCorrectionOfAnyOtherMomentBeforeTheLatestChangesNothing() {
        read(0, 9);
        read(3, 9);
        read(2, 1);
        read(1, 50);

        assertThat(told()).containsExactly("0 inactive pending breached");
        assertThat(course.value()).isEqualTo(9);
    }

    @Test
    void anAcknowledgementCountsOnceAndForOneRun() {
        terms = terms(0, 0, 0, 1, 1);
        course.acknowledge("ann", at(0), steps::add);
        read(1, 9);
        course.acknowledge("ann", at(2), steps::add);
        course.acknowledge("bob", at(3), steps::add);
        assertThat(course.acknowledgedBy()).isEqualTo("ann");
        assertThat(course.acknowledgedAt()).isEqualTo(at(2));
        read(4, 1);
        read(5, 9);

        assertThat(told())
                .containsExactly(
                        "1 inactive firing breached",
                        "2 firing firing acknowledged",
                        "4 firing resolved cleared",
                        "5 resolved firing breached");
        assertThat(course.acknowledgedBy()).isNull();
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /** Whether a timer or the next reading is first to notice, and whether the course was packed in between, changes nothing. */
    @ParameterizedTest
    @MethodSource("seeds")
    void timersAndPackingChangeNothing(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        terms = terms(
                random.nextInt(4),
                random.nextInt(4),
                random.nextInt(3) * 6,
                1 + random.nextInt(2),
                1 + random.nextInt(2));
        List<AlertStep> watched = new ArrayList<>();
        AlertCourse other = new AlertCourse();
        int minute = 0;
        for (int i = 0; i < 60; i++) {
            int next = minute + random.nextInt(6);
            for (int watch = minute; watch < next; watch += 1 + random.nextInt(3)) {
                other.pass(terms, at(watch), watched::add);
            }
            Reading reading = new Reading(at(next), random.nextInt(12), 1, random.nextInt(9) > 0);
            course.read(terms, reading, steps::add);
            other.read(terms, reading, watched::add);
            other = again(other);
            minute = next;
        }
        course.pass(terms, at(minute + 100), steps::add);
        other.pass(terms, at(minute + 100), watched::add);

        assertThat(watched).as("seed %d", seed).isEqualTo(steps);
        assertThat(steps)
                .extracting(AlertStep::number)
                .isEqualTo(IntStream.rangeClosed(1, steps.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertFiringAndResolvedAlternate();
    }

    private void assertFiringAndResolvedAlternate() {
        boolean isOn = false;
        long episode = 0;
        for (AlertStep step : steps) {
            if (!step.from().isOn() && step.to().isOn()) {
                assertThat(isOn).isFalse();
                assertThat(step.episode()).isEqualTo(++episode);
                isOn = true;
            } else if (step.to() == AlertStatus.RESOLVED) {
                assertThat(isOn).isTrue();
                assertThat(step.episode()).isEqualTo(episode);
                isOn = false;
            }
        }
    }

    private static AlertCourse again(AlertCourse course) {
        StateWriter out = new StateWriter();
        course.write(out);
        StateReader in = new StateReader(out.toBytes());
        AlertCourse read = AlertCourse.read(in);
        assertThat(in.isAtEnd()).isTrue();
        return read;
    }

    private static AlertTerms terms(int forMinutes, int keepMinutes, int noDataMinutes, int breaches, int clears) {
        return new AlertTerms(
                new Threshold(true, 8, 4),
                forMinutes * MINUTE,
                keepMinutes * MINUTE,
                noDataMinutes * MINUTE,
                breaches,
                clears,
                0);
    }

    private void read(int minute, double value) {
        course.read(terms, new Reading(at(minute), value, 1, true), steps::add);
    }

    private void pass(int minute) {
        course.pass(terms, at(minute), steps::add);
    }

    private static long at(int minute) {
        return START + minute * MINUTE;
    }

    private List<String> told() {
        return steps.stream()
                .map(step ->
                        (step.atMillis() - START) / MINUTE + " " + step.from().word() + " "
                                + step.to().word() + " " + step.reason().word())
                .toList();
    }
}
