package io.flywheel.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.risk.SmallRiskModel;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SmallCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CustomerMeterTest {

    private static final SignalCatalogue CATALOGUE = SmallCatalogue.create();
    private static final CustomerRules RULES = new CustomerRules(CATALOGUE, DetectorSettings.DEFAULT);
    private static final long DAY = History.DAY;
    private static final long NOON = Instant.parse("2024-05-10T12:00:00Z").toEpochMilli();

    private final CustomerMeter meter = new CustomerMeter(CATALOGUE, SmallRiskModel.MODEL);
    private final CustomerState state = new CustomerState();

    @Test
    void onePushOfAnUnknownCustomer() {
        take(ActivityKind.FORM_SUBMIT, NOON);
        MomentumReading reading = measure(NOON);
        double velocity = 3 * Math.log(2) / 14;
        assertThat(reading.asOfMillis()).isEqualTo(NOON);
        assertThat(reading.mass()).isCloseTo(1.37, within(1e-12));
        assertThat(reading.velocity()).isCloseTo(velocity, within(1e-12));
        assertThat(reading.velocityFast()).isCloseTo(3 * Math.log(2) / 3, within(1e-12));
        assertThat(reading.trend()).isEqualTo(3);
        assertThat(reading.momentum()).isCloseTo(1.37 * velocity, within(1e-12));
        assertThat(reading.momentumIndex()).isCloseTo(58.45, within(0.01));
        assertThat(reading.band()).isEqualTo(Band.YELLOW);
        assertThat(reading.previousBand()).isEqualTo(Band.RED);
        assertThat(reading.nextCrossingAtMillis()).isNull();
        assertThat(reading.storedMomentum()).isCloseTo(1.37 * 3, within(1e-12));
        assertThat(reading.pushesTotalThousandths()).isEqualTo(3_000);
    }

    @Test
    void moneyMakesACustomerHeavier() {
        state.fold(
                activity(ActivityKind.WON, NOON - 180 * DAY)
                        .amountMinor(400_000)
                        .currency("GBP")
                        .build(),
                RULES,
                SignalListener.NONE);
        state.fold(
                activity(ActivityKind.WON, NOON)
                        .amountMinor(300_000)
                        .currency("EUR")
                        .build(),
                RULES,
                SignalListener.NONE);
        state.fold(
                activity(ActivityKind.REFUNDED, NOON)
                        .amountMinor(100_000)
                        .currency("GBP")
                        .build(),
                RULES,
                SignalListener.NONE);
        CustomerUpdate update = meter.measure("c1", state, NOON);
        // 2 typical customers half a year ago, 1 today, half of one given back
        assertThat(update.momentum().massValue()).isCloseTo(1.5 / 2.5, within(1e-12));
        assertThat(update.momentum().massLoyalty()).isCloseTo(0.25, within(1e-12));
        assertThat(update.momentum().revolutionsTotal()).isEqualTo(2);
        assertThat(update.revenue())
                .containsExactly(new RevenueTotal("EUR", 300_000, 0, 1), new RevenueTotal("GBP", 400_000, 100_000, 1));
    }

    @Test
    void theRowOfASilentCustomerMovesWithItsBandOnly() {
        for (int i = 0; i < 10; i++) {
            take(ActivityKind.FORM_SUBMIT, NOON - i * DAY);
        }
        MomentumReading green = measure(NOON);
        assertThat(green.band()).isEqualTo(Band.GREEN);
        long crossing = Objects.requireNonNull(green.nextCrossingAtMillis());
        assertThat(measure(crossing - 1)).isEqualTo(green);
        MomentumReading yellow = measure(crossing);
        assertThat(yellow.asOfMillis()).isEqualTo(crossing);
        assertThat(yellow.band()).isEqualTo(Band.YELLOW);
        assertThat(yellow.previousBand()).isEqualTo(Band.GREEN);
        assertThat(yellow.momentumIndex()).isCloseTo(72, within(0.001));
        assertThat(measure(Long.MAX_VALUE)).isEqualTo(yellow);
    }

    @Test
    void greenAtMidnightIsLeftThreePointsLower() {
        for (int i = 0; i < 6; i++) {
            take(ActivityKind.FORM_SUBMIT, NOON - 5 * DAY);
        }
        take(ActivityKind.SEARCH, NOON);
        MomentumReading reading = measure(NOON);
        assertThat(reading.momentumIndex()).isCloseTo(74.4, within(0.05));
        assertThat(reading.previousBand()).isEqualTo(Band.GREEN);
        assertThat(reading.band()).isEqualTo(Band.GREEN);
    }

    @Test
    void theSameIndexWithoutAPastIsYellow() {
        for (int i = 0; i < 4; i++) {
            take(ActivityKind.FORM_SUBMIT, NOON);
        }
        MomentumReading reading = measure(NOON);
        assertThat(reading.momentumIndex()).isBetween(72.0, 75.0);
        assertThat(reading.previousBand()).isEqualTo(Band.RED);
        assertThat(reading.band()).isEqualTo(Band.YELLOW);
    }

    @Test
    void anOpenConditionRubsUntilItIsClosed() {
        state.fold(
                activity(ActivityKind.SLA_MISSED, NOON - 2 * DAY)
                        .objectRef("t1")
                        .actor(Actor.SYSTEM)
                        .build(),
                RULES,
                SignalListener.NONE);
        take(ActivityKind.PAGE_VIEW, NOON);
        CustomerUpdate open = meter.measure("c1", state, NOON);
        assertThat(open.momentum().frictionStanding()).isCloseTo(4.5, within(1e-12));
        assertThat(open.momentum().standing()).hasSize(1);
        Contribution breach = contribution(open, "sla_breach");
        assertThat(breach.pointsPerDay()).isCloseTo(4.5 + 8 * Math.log(2) / 7 * Math.pow(2, -2 / 7.0), within(1e-12));
        state.fold(
                activity(ActivityKind.SOLVED, NOON + 1)
                        .objectRef("t1")
                        .actor(Actor.AGENT)
                        .build(),
                RULES,
                SignalListener.NONE);
        CustomerUpdate closed = meter.measure("c1", state, NOON + 1);
        assertThat(closed.momentum().frictionStanding()).isZero();
        assertThat(closed.momentum().standing()).isEmpty();
    }

    @Test
    void theReadingOfASilentCustomerOutlivesSettling() {
        state.fold(activity(ActivityKind.PAYMENT_FAILED, NOON).objectRef("d1").build(), RULES, SignalListener.NONE);
        CustomerUpdate before = meter.measure("c1", state, NOON + DAY);
        state.settle("c1", NOON + 300 * DAY, RULES, CustomerListener.NOTHING);
        assertThat(meter.measure("c1", state, NOON + DAY)).isEqualTo(before);
        assertThat(before.momentum().standing()).hasSize(1);
    }

    @Test
    void aConditionPastItsMaximumAgeIsNoLongerListed() {
        state.fold(activity(ActivityKind.PAYMENT_FAILED, NOON).objectRef("d1").build(), RULES, SignalListener.NONE);
        take(ActivityKind.PAGE_VIEW, NOON + 31 * DAY);
        MomentumReading reading = measure(NOON + 31 * DAY);
        assertThat(reading.standing()).isEmpty();
        assertThat(reading.storedMomentum()).isNegative();
    }

    @Test
    void tiesOfPhasesGoToTheLaterOne() {
        take(ActivityKind.FORM_SUBMIT, NOON);
        for (int i = 0; i < 3; i++) {
            take(ActivityKind.FEATURE_USED, NOON);
        }
        assertThat(meter.measure("c1", state, NOON).profile().phase()).isEqualTo(Phase.DELIGHT);
    }

    @Test
    void anEventByAnAgentIsSeenButPushesNothing() {
        state.fold(activity(ActivityKind.PAGE_VIEW, NOON).actor(Actor.AGENT).build(), RULES, SignalListener.NONE);
        CustomerUpdate update = meter.measure("c1", state, NOON);
        assertThat(update.profile().activities()).isEqualTo(1);
        assertThat(update.profile().phase()).isEqualTo(Phase.ATTRACT);
        assertThat(update.contributions()).isEmpty();
        assertThat(update.momentum().momentumIndex()).isEqualTo(50);
        assertThat(update.momentum().band()).isEqualTo(Band.RED);
    }

    @Test
    void refusesASumOfAnotherClass() {
        take(ActivityKind.RAGE_CLICK, NOON);
        SignalCatalogue moved = SmallCatalogue.of(
                List.of(SmallCatalogue.friction(6, "rage_click", 2_000, SmallCatalogue.TOUCH, ActivityKind.RAGE_CLICK)
                        .build()));
        assertThatThrownBy(() -> new CustomerMeter(moved, SmallRiskModel.MODEL).measure("c1", state, NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signal rage_click (id 6) was counted in another half-life class than touch");
        assertThatThrownBy(() -> state.fold(
                        activity(ActivityKind.RAGE_CLICK, NOON).eventId("other").build(),
                        new CustomerRules(moved, DetectorSettings.DEFAULT),
                        SignalListener.NONE))
                .hasMessageContaining("give the changed signal a new id");
    }

    private static Contribution contribution(CustomerUpdate update, String signal) {
        return update.contributions().stream()
                .filter(one -> one.signalType().equals(signal))
                .findFirst()
                .orElseThrow();
    }

    private MomentumReading measure(long watermark) {
        return meter.measure("c1", state, watermark).momentum();
    }

    private void take(ActivityKind kind, long at) {
        state.fold(activity(kind, at).build(), RULES, SignalListener.NONE);
    }

    private Activity.Builder activity(ActivityKind kind, long at) {
        return Activity.builder()
                .customerId("c1")
                .source("test")
                .eventId("e" + state.activities)
                .kind(kind)
                .occurredAtMillis(at)
                .arrivedAtMillis(at);
    }
}
