package io.flywheel.domain.wheel.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SmallCatalogue;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CustomerJourneyTest {

    private static final SignalCatalogue CATALOGUE = SmallCatalogue.create();
    private static final DayReadings READINGS = JourneyHistory.readings(1);

    private final CustomerJourney journey = new CustomerJourney();

    @Test
    void nobodyIsAStranger() {
        JourneyReading reading = journey.read(Told.noon(0), READINGS);

        assertThat(reading.wheel().stage()).isEqualTo(Stage.STRANGER);
        assertThat(reading.wheel().stageSinceMillis()).isNull();
        assertThat(reading.transitions()).isEmpty();
        assertThat(journey.nextSilentMillis(Told.noon(0), READINGS)).isEqualTo(Long.MAX_VALUE);
        assertThat(CustomerJourneyModelTest.roundTrip(journey).read(0, READINGS))
                .isEqualTo(reading);
    }

    @Test
    void aSignalOfASettledDayIsRefused() {
        journey.settle(Told.noon(3), READINGS);

        assertThat(journey.accepts(Told.midnight(3))).isTrue();
        assertThat(journey.accepts(Told.midnight(3) - 1)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        fold(Told.at(Told.midnight(3) - 1, ActivityKind.WON).id("late")))
                .withMessageContaining("event late of source shop")
                .withMessageContaining("customer c1");
    }

    @Test
    void aHorizonThatGoesBackChangesNothing() {
        journey.settle(Told.noon(3), READINGS);
        journey.settle(Told.noon(1), READINGS);

        assertThat(journey.accepts(Told.midnight(2))).isFalse();
    }

    @Test
    void bytesOfAnotherLayoutAreRefused() {
        StateWriter out = new StateWriter();
        out.putByte(9);

        assertThatIllegalStateException()
                .isThrownBy(() -> CustomerJourney.read(new StateReader(out.toBytes())))
                .withMessageContaining("layout 9");
    }

    @Test
    void valueEventsOfOneTimeFollowTheirSourcesThenTheirIds() {
        fold(order("b", "shop", 3));
        fold(order("a", "shop", 2));
        fold(order("c", "crm", 1));
        fold(order("c", "crm", 1));

        assertThat(journey.read(Told.noon(0), READINGS).revolutions())
                .extracting(Revolution::n, Revolution::valueAmountMinor, Revolution::valueEventId)
                .containsExactly(tuple(1L, 2L, "a"), tuple(2L, 3L, "b"));
    }

    @Test
    void settledRevolutionsKeepTheirNumbers() {
        for (int day = 0; day < 40; day += 10) {
            fold(Told.on(day, ActivityKind.RENEWED));
        }
        journey.settle(Told.noon(25), READINGS);
        JourneyReading reading = journey.read(Told.noon(30), READINGS);

        assertThat(reading.revolutions())
                .containsExactly(new Revolution(
                        3, Told.noon(20), Told.noon(30), 10, Activity.ABSENT, null, "RENEWED@" + Told.noon(30)));
        assertThat(reading.wheel().valueEvents()).isEqualTo(4);
        assertThat(reading.wheel().secondValueAtMillis()).isEqualTo(Told.noon(10));
        assertThat(reading.wheel().cycleDaysEwma()).isEqualTo(10);
    }

    @Test
    void anAnswerBeforeAnEarlierInquiryThatCameLateIsFound() {
        fold(Told.on(8, ActivityKind.FORM_SUBMIT));
        fold(Told.on(6, ActivityKind.OUTBOUND_CALL).by(Actor.AGENT));
        fold(Told.on(9, ActivityKind.OUTBOUND_CALL).by(Actor.AGENT));
        assertThat(journey.read(Told.noon(9), READINGS).wheel().answeredAtMillis())
                .isEqualTo(Told.noon(9));

        fold(Told.on(6, ActivityKind.CALL_MISSED));
        assertThat(journey.read(Told.noon(9), READINGS).wheel().answeredAtMillis())
                .isEqualTo(Told.noon(6));
    }

    @Test
    void aClosedDealMayBeOpenedAgainLongAfter() {
        fold(Told.on(0, ActivityKind.CREATED)
                .deal("d1", "new", "proposal", "ann")
                .amount(500, "EUR"));
        fold(Told.on(3, ActivityKind.WON).deal("d1", null, "closed", null));
        fold(Told.on(4, ActivityKind.REPLIED).deal("d1", "never", null, null));
        DealRow won = new DealRow(
                "d1",
                "new",
                "closed",
                "ann",
                "EUR",
                500,
                Told.noon(0),
                null,
                Told.noon(3),
                DealOutcome.WON,
                Told.noon(3));
        assertThat(journey.read(Told.noon(4), READINGS).deals()).containsExactly(won);

        journey.settle(Told.noon(100), READINGS);
        assertThat(journey.read(Told.noon(100), READINGS).deals()).isEmpty();

        fold(Told.on(100, ActivityKind.DEAL_REOPENED).deal("d1", null, null, "bob"));
        DealRow open = CustomerJourneyModelTest.roundTrip(journey)
                .read(Told.noon(100), READINGS)
                .deals()
                .get(0);
        assertThat(open.outcome()).isNull();
        assertThat(open.closedAtMillis()).isNull();
        assertThat(open.owner()).isEqualTo("bob");
        assertThat(open.amountMinor()).isEqualTo(500);
        assertThat(open.createdAtMillis()).isEqualTo(Told.noon(0));
    }

    /** The state of somebody who uses a feature each day for a year stays small once it is settled. */
    @Test
    void settledDaysTakeFewBytes() {
        for (int day = 0; day < 365; day++) {
            fold(Told.on(day, ActivityKind.FEATURE_USED));
            journey.settle(Told.noon(day - 9), READINGS);
        }
        StateWriter out = new StateWriter();
        journey.write(out);

        assertThat(out.toBytes()).hasSizeLessThan(2_000);
    }

    /** The invented histories must reach every transition, or the comparison over them would say little. */
    @Test
    void inventedHistoriesReachEveryTransition() {
        Set<TransitionKind> reached = EnumSet.noneOf(TransitionKind.class);
        for (int seed = 0; seed < 120; seed++) {
            CustomerJourney invented = new CustomerJourney();
            JourneyHistory.invent(new SplittableRandom(seed))
                    .forEach(signal -> invented.fold(signal, CATALOGUE, GrowthListener.NONE));
            invented.read(Long.MAX_VALUE, JourneyHistory.readings(seed))
                    .transitions()
                    .forEach(its -> reached.add(its.kind()));
        }
        assertThat(reached).containsExactlyInAnyOrder(TransitionKind.values());
    }

    private static Told order(String id, String source, long amountMinor) {
        return Told.on(0, ActivityKind.ORDER_COMPLETED).id(id).source(source).amount(amountMinor, "EUR");
    }

    private void fold(Told told) {
        journey.fold(told.signal(), CATALOGUE, GrowthListener.NONE);
    }
}
