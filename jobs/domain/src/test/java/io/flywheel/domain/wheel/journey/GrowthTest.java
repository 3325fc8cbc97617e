package io.flywheel.domain.wheel.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SmallCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Growth of many customers adds up, and a day of activity counts for exactly the days it should. */
class GrowthTest {

    private static final SignalCatalogue CATALOGUE = SmallCatalogue.create();
    private static final GrowthCounts FRESH = new GrowthCounts(1, 0, 0, 0, 0);
    private static final GrowthCounts RETAINED = new GrowthCounts(0, 1, 0, 0, 0);
    private static final GrowthCounts RESURRECTED = new GrowthCounts(0, 0, 1, 0, 0);
    private static final GrowthCounts CHURNED = new GrowthCounts(0, 0, 0, 1, 0);

    private final Map<Integer, GrowthCounts> growth = new TreeMap<>();

    @Test
    void oneDayIsNewFor28DaysAndChurnedForAnother28() {
        fold(new CustomerJourney(), Told.on(0, ActivityKind.PAGE_VIEW));

        assertThat(on(0)).isEqualTo(new GrowthCounts(1, 0, 0, 0, 1));
        assertThat(on(27)).isEqualTo(FRESH);
        assertThat(on(28)).isEqualTo(CHURNED);
        assertThat(on(55)).isEqualTo(CHURNED);
        assertThat(on(56)).isEqualTo(GrowthCounts.NONE);
    }

    @Test
    void anEarlierFirstDayMakesOfNewOnesRetainedAndResurrected() {
        CustomerJourney journey = new CustomerJourney();
        fold(journey, Told.on(40, ActivityKind.PAGE_VIEW));
        fold(journey, Told.on(0, ActivityKind.PAGE_VIEW));

        assertThat(on(27)).isEqualTo(FRESH);
        assertThat(on(39)).isEqualTo(CHURNED);
        assertThat(on(40)).isEqualTo(RETAINED.plus(new GrowthCounts(0, 0, 0, 0, 1)));
        assertThat(on(55)).isEqualTo(RETAINED);
        assertThat(on(56)).isEqualTo(RESURRECTED);
        assertThat(on(67)).isEqualTo(RESURRECTED);
        assertThat(on(68)).isEqualTo(CHURNED);
    }

    /** Day 0 is the last that day 55 can ask for, when day 55 is the first that may still come. */
    @Test
    void settlingKeepsWhatALateDayAsksFor() {
        CustomerJourney journey = new CustomerJourney();
        fold(journey, Told.on(0, ActivityKind.PAGE_VIEW));
        fold(journey, Told.on(56, ActivityKind.PAGE_VIEW));
        journey.settle(Told.midnight(55), JourneyHistory.readings(1));
        assertThat(on(55)).isEqualTo(CHURNED);

        fold(journey, Told.on(55, ActivityKind.PAGE_VIEW));

        assertThat(on(55)).isEqualTo(RETAINED.plus(new GrowthCounts(0, 0, 0, 0, 1)));
        assertThat(on(56)).isEqualTo(RESURRECTED.plus(new GrowthCounts(0, 0, 0, 0, 1)));
    }

    @Test
    void onlyTheCustomersOwnDoingsAndValueEventsAreActive() {
        CustomerJourney journey = new CustomerJourney();
        fold(journey, Told.on(0, ActivityKind.REPLIED).by(Actor.AGENT));
        fold(journey, Told.on(1, ActivityKind.STAGE_CHANGED).by(Actor.SYSTEM));
        assertThat(growth).isEmpty();

        fold(journey, Told.on(2, ActivityKind.WON).by(Actor.AGENT));
        assertThat(on(2).dau()).isEqualTo(1);
    }

    @Test
    void theIdentitiesHoldOnEveryDay() {
        List<NaiveJourney> customers = new ArrayList<>();
        for (int seed = 0; seed < 60; seed++) {
            List<Signal> history = JourneyHistory.invent(new SplittableRandom(seed));
            CustomerJourney journey = new CustomerJourney();
            JourneyHistory.disorder(history, new SplittableRandom(-seed))
                    .forEach(signal -> journey.fold(signal, CATALOGUE, this::count));
            customers.add(new NaiveJourney(history));
        }
        growth.forEach((day, counts) -> {
            assertThat(counts.active()).isEqualTo(customersActive(customers, day, 28));
            assertThat(counts.activeBefore()).isEqualTo(customersActive(customers, day - 28, 28));
            assertThat(counts.dau()).isEqualTo(customersActive(customers, day, 1));
        });
    }

    private static long customersActive(List<NaiveJourney> customers, int day, int length) {
        return customers.stream()
                .filter(its -> its.activeDays().stream().anyMatch(one -> one > day - length && one <= day))
                .count();
    }

    private void fold(CustomerJourney journey, Told told) {
        journey.fold(told.signal(), CATALOGUE, this::count);
    }

    private void count(int day, GrowthCounts delta) {
        growth.merge(day, delta, GrowthCounts::plus);
    }

    private GrowthCounts on(int day) {
        return growth.getOrDefault(Told.START + day, GrowthCounts.NONE);
    }
}
