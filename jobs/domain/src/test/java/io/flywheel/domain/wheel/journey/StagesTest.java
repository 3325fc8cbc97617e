package io.flywheel.domain.wheel.journey;

import static io.flywheel.domain.activity.ActivityKind.ACTIVATION_MILESTONE;
import static io.flywheel.domain.activity.ActivityKind.CSAT_RATED;
import static io.flywheel.domain.activity.ActivityKind.FEATURE_USED;
import static io.flywheel.domain.activity.ActivityKind.NPS_RATED;
import static io.flywheel.domain.activity.ActivityKind.ORDER_COMPLETED;
import static io.flywheel.domain.activity.ActivityKind.PAGE_VIEW;
import static io.flywheel.domain.activity.ActivityKind.REFERRAL_SENT;
import static io.flywheel.domain.activity.ActivityKind.REVIEW_POSTED;
import static io.flywheel.domain.activity.ActivityKind.SIGNUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.signal.SmallCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the stages at its boundary: kind and day of every transition, days counted from the first. */
class StagesTest {

    private double index = 80;
    private boolean slaMissed;

    private final List<Told> told = new ArrayList<>();
    private final DayReadings readings = new DayReadings() {
        @Override
        public double indexBefore(int day) {
            return index;
        }

        @Override
        public boolean slaMissedOpenBefore(int day) {
            return slaMissed;
        }
    };

    @Test
    void theFirstRecordIdentifiesWhoeverWroteIt() {
        told.add(Told.at(Told.noon(0), PAGE_VIEW).by(Actor.AGENT).id("b").source("a"));
        told.add(Told.at(Told.noon(0), PAGE_VIEW).by(Actor.SYSTEM).id("a").source("b"));
        told.add(Told.at(Told.noon(0) + 1, PAGE_VIEW).id("0"));

        StageTransition identify =
                journey().read(Told.noon(0), readings).transitions().get(0);

        assertThat(identify)
                .isEqualTo(new StageTransition(
                        TransitionKind.IDENTIFY, Stage.STRANGER, Stage.EVALUATOR, Told.noon(0), Told.START, "a", 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 14, 0, true", "0, 14, 1, false", "10, 24, 0, true", "10, 24, 1, false", "20, 19, 0, true"})
    void aMilestoneActivatesWithinFourteenDaysOfSignup(int signupDay, int day, long moreMillis, boolean activates) {
        told.add(Told.on(0, PAGE_VIEW));
        told.add(Told.on(signupDay, SIGNUP));
        told.add(Told.at(Told.noon(day) + moreMillis, ACTIVATION_MILESTONE));

        String activated = "activate " + Math.max(day, signupDay);

        assertThat(walk(25))
                .containsExactlyElementsOf(activates ? List.of("identify 0", activated) : List.of("identify 0"));
    }

    @ParameterizedTest
    @CsvSource({"14, 0, true", "14, 1, false"})
    void withoutSignupTheFirstRecordCounts(int day, long moreMillis, boolean activates) {
        told.add(Told.on(0, PAGE_VIEW));
        told.add(Told.at(Told.noon(day) + moreMillis, ACTIVATION_MILESTONE));

        assertThat(walk(20).contains("activate " + day)).isEqualTo(activates);
    }

    @Test
    void aSignupOfALaterDayDoesNotTakeAnActivationBack() {
        told.add(Told.on(0, PAGE_VIEW));
        told.add(Told.on(3, ACTIVATION_MILESTONE));
        told.add(Told.on(9, SIGNUP));

        assertThat(walk(9)).containsExactly("identify 0", "activate 3");
    }

    @Test
    void twoValueEventsOfOneDayClimbSeveralStepsAtItsMidnight() {
        told.add(Told.on(0, PAGE_VIEW));
        told.add(Told.on(2, ORDER_COMPLETED).id("one"));
        told.add(Told.on(2, ORDER_COMPLETED).id("two").by(Actor.SYSTEM));
        told.add(Told.on(2, NPS_RATED).score(9));

        JourneyReading reading = journey().read(Told.noon(2), readings);

        assertThat(walk(2)).containsExactly("identify 0", "activate 2", "adopt 2", "adore 2");
        assertThat(reading.transitions())
                .extracting(StageTransition::daysInState)
                .containsExactly(0, 2, 0, 0);
        assertThat(reading.transitions().get(3).atMillis()).isEqualTo(Told.midnight(2));
        assertThat(reading.transitions().get(3).triggerEventId()).isNull();
        assertThat(reading.wheel().stage()).isEqualTo(Stage.CHAMPION);
        assertThat(reading.wheel().stageSinceMillis()).isEqualTo(Told.midnight(2));
    }

    @ParameterizedTest
    @CsvSource({"27, true", "28, false"})
    void fourFeatureDaysIn28Adopt(int fourth, boolean adopts) {
        told.add(Told.on(0, ACTIVATION_MILESTONE));
        for (int day : new int[] {0, 0, 1, 2, fourth}) {
            told.add(Told.on(day, FEATURE_USED).id("f" + told.size()));
        }

        assertThat(walk(28).contains("adopt " + fourth)).isEqualTo(adopts);
    }

    @ParameterizedTest
    @CsvSource({
        "75, false, 9, NaN, NaN, true",
        "74.9, false, 9, NaN, NaN, false",
        "75, true, 9, NaN, NaN, false",
        "75, false, 8.9, NaN, NaN, false",
        "75, false, NaN, 5, NaN, false",
        "75, false, NaN, 4, 5, true",
        "75, false, NaN, 3.9, 5, false"
    })
    void adoreAsksForDelightAnIndexAndNoBrokenPromise(
            double theIndex, boolean missed, double nps, double csat, double another, boolean adores) {
        index = theIndex;
        slaMissed = missed;
        makeRegular(0);
        told.add(Told.on(1, NPS_RATED).score(nps));
        told.add(Told.on(1, CSAT_RATED).score(csat).id("one"));
        told.add(Told.on(1, CSAT_RATED).score(another).id("two"));

        assertThat(walk(1).contains("adore 1")).isEqualTo(adores);
    }

    @ParameterizedTest
    @CsvSource({"89, true", "90, false"})
    void delightLastsNinetyDays(int day, boolean adores) {
        index = 60;
        makeRegular(0);
        told.add(Told.on(0, NPS_RATED).score(10));
        for (int alive = 14; alive <= day; alive += 14) {
            told.add(Told.on(alive, PAGE_VIEW));
        }
        CustomerJourney journey = journey();
        journey.settle(Told.midnight(day), readings);
        index = 80;
        journey.fold(Told.on(day, PAGE_VIEW).id("last").signal(), SmallCatalogue.create(), GrowthListener.NONE);

        assertThat(walk(journey, day).contains("adore " + day)).isEqualTo(adores);
    }

    @Test
    void aChampionStaysWithAnIndexOf72AndAdvocatesOnceADay() {
        makeRegular(0);
        told.add(Told.on(0, NPS_RATED).score(10));
        told.add(Told.on(5, REVIEW_POSTED));
        told.add(Told.at(Told.noon(5) - 1, REFERRAL_SENT).id("first"));
        told.add(Told.on(6, REFERRAL_SENT));
        CustomerJourney journey = journey();
        journey.settle(Told.midnight(1), readings);
        index = 72;
        assertThat(walk(journey, 33))
                .containsExactly("identify 0", "activate 0", "adopt 0", "adore 0", "advocate 5", "advocate 6");
        assertThat(journey.read(Told.noon(5), readings).transitions().get(4).triggerEventId())
                .isEqualTo("first");

        index = 71.9;
        assertThat(walk(journey, 28)).endsWith("advocate 6", "regress 28");
    }

    @ParameterizedTest
    @ValueSource(ints = {27, 28})
    void twentyEightDaysWithoutTheStillRuleRegress(int end) {
        told.add(Told.on(0, ACTIVATION_MILESTONE));
        IntStream.of(0, 1, 2, 3).forEach(day -> told.add(Told.on(day, FEATURE_USED)));

        // on day 29 two of the feature days are still in reach, so the rule held last on the last day with records in
        // it
        told.add(Told.on(29, PAGE_VIEW).by(Actor.AGENT));

        assertThat(walk(29 + end).contains("regress 57")).isEqualTo(end == 28);
    }

    @Test
    void silenceRegressesAndLapsesAndTheNextActiveDayResurrects() {
        makeRegular(0);
        told.add(Told.on(40, PAGE_VIEW).by(Actor.AGENT));
        told.add(Told.on(41, PAGE_VIEW).id("back"));

        assertThat(walk(41))
                .containsExactly("identify 0", "activate 0", "adopt 0", "regress 28", "lapse 28", "resurrect 41");
        StageTransition back =
                journey().read(Told.noon(41), readings).transitions().get(5);
        assertThat(back.from()).isEqualTo(Stage.BEGINNER);
        assertThat(back.to()).isEqualTo(Stage.BEGINNER);
        assertThat(back.triggerEventId()).isEqualTo("back");
        assertThat(back.daysInState()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({"55, false", "56, true"})
    void afterARegressNoStepUpFor28Days(int day, boolean adopts) {
        makeRegular(0);
        told.add(Told.on(day, PAGE_VIEW));

        assertThat(walk(day).contains("adopt " + day)).isEqualTo(adopts);
    }

    @Test
    void aRecordOnTheLastDayOfPatienceKeepsTheStage() {
        makeRegular(0);
        told.add(Told.on(28, PAGE_VIEW));

        assertThat(walk(40)).containsExactly("identify 0", "activate 0", "adopt 0");
    }

    @Test
    void whoeverWaversAtTheThresholdChangesStageAtMostOnceIn28Days() {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            told.clear();
            told.add(Told.on(0, ACTIVATION_MILESTONE));
            int rhythm = random.nextInt(5, 20);
            for (int day = 1; day < 500; day++) {
                told.add(Told.on(day, PAGE_VIEW));
                if (day / rhythm % 3 == 0 && random.nextInt(rhythm) < 4) {
                    told.add(Told.on(day, FEATURE_USED));
                }
            }
            List<StageTransition> changes = journey().read(Told.noon(500), readings).transitions().stream()
                    .filter(its -> its.from() != its.to() && its.kind().compareTo(TransitionKind.ADOPT) >= 0)
                    .toList();
            for (int i = 1; i < changes.size(); i++) {
                assertThat(changes.get(i).day() - changes.get(i - 1).day()).isGreaterThanOrEqualTo(28);
            }
        }
    }

    private void makeRegular(int day) {
        told.add(Told.on(day, ORDER_COMPLETED).id("one"));
        told.add(Told.on(day, ORDER_COMPLETED).id("two"));
    }

    private CustomerJourney journey() {
        CustomerJourney journey = new CustomerJourney();
        told.forEach(its -> journey.fold(its.signal(), SmallCatalogue.create(), GrowthListener.NONE));
        return journey;
    }

    private List<String> walk(int lastDay) {
        return walk(journey(), lastDay);
    }

    private List<String> walk(CustomerJourney journey, int lastDay) {
        return journey.read(Told.midnight(lastDay), readings).transitions().stream()
                .map(its -> its.kind().word() + " " + (its.day() - Told.START))
                .toList();
    }
}
