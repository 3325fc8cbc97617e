package io.flywheel.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RiskModelTest {

    private static final long DAY = 86_400_000;
    private static final long START = 20_000 * DAY;
    private static final RiskModel MODEL = SmallRiskModel.MODEL;

    @Test
    void theReasonsAddUpToTheLogOdds() {
        Habits habits = active(0, 3, 5, 11);
        habits.rub(4, START + 11 * DAY);
        ChurnRisk risk = MODEL.read(facts(habits, 20));

        double sum =
                risk.reasons().stream().mapToDouble(ChurnRisk.Reason::logOdds).sum();
        assertThat(risk.baseLogOdds() + sum).isCloseTo(risk.logOdds(), within(1e-12));
        assertThat(risk.risk()).isCloseTo(1 / (1 + Math.exp(-risk.logOdds())), within(1e-12));
        assertThat(MODEL.riskOf(facts(habits, 20))).isEqualTo(risk.risk());
    }

    @Test
    void silenceIsTheMoreOverdueTheLongerItLasts() {
        Habits habits = active(0, 3, 5, 11);
        double before = 0;
        for (int day = 12; day < 120; day += 7) {
            double overdue = RiskFactor.OVERDUE.value(facts(habits, day), MODEL);
            assertThat(overdue).isGreaterThan(before);
            before = overdue;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // friction, activities, excess with one half expected an activity and two points against small numbers
        "0, 0, 1",
        "2, 0, 2",
        "2, 4, 1",
        "0, 4, 0.5",
        "20, 4, 5.5",
        "20, 40, 1",
    })
    void frictionIsARateGivenExposure(double friction, int activities, double excess) {
        Habits habits = new Habits();
        for (int i = 0; i < activities; i++) {
            habits.observe(own(ActivityKind.PAGE_VIEW, START).build(), false);
        }
        habits.rub(friction, START);

        assertThat(MODEL.excess(facts(habits, 0))).isCloseTo(excess, within(1e-9));
        assertThat(MODEL.excess(facts(habits, 400))).isCloseTo(1, within(1e-4));
    }

    @Test
    void theChanceToBeAliveIsThatOfTheLiterature() {
        assertThat(MODEL.purchases().chanceToBeAlive(2, 30.43, 38.86)).isCloseTo(0.7266, within(5e-5));
        assertThat(MODEL.purchases().chanceToBeAlive(0, 0, 38.86)).isEqualTo(1);
    }

    @Test
    void onlyWhoBoughtHasAChanceToBeAlive() {
        Habits habits = active(0);
        assertThat(MODEL.read(facts(habits, 30)).pAlive()).isNull();
        habits.observe(own(ActivityKind.ORDER_COMPLETED, START).build(), true);
        assertThat(MODEL.read(facts(habits, 30)).pAlive()).isEqualTo(1);
        habits.observe(own(ActivityKind.ORDER_COMPLETED, START + 10 * DAY).build(), true);
        assertThat(MODEL.read(facts(habits, 300)).pAlive()).isBetween(0.0, 0.5);
    }

    /** asked, answered and lost are days; nothing is none; the weight is that of day 10. */
    @ParameterizedTest
    @CsvSource({
        "    ,     ,     , 0",
        "10  ,     ,     , 1",
        "3   ,     ,     , 2",
        "0 3 ,     ,     , 2",
        "3   , 9   ,     , 0",
        "3 8 , 5   ,     , 0",
        "3 8 , 2   ,     , 1.285714286",
        "-60 ,     ,     , 4",
        "-171,     ,     , 0",
        "    , 9   ,     , 0",
        "3   ,     , 3   , 0",
        "3   ,     , 4   , 0",
        "3   ,     , 2   , 2",
        "-179 3, -178,   , 2",
        "-176 3, -176,   , 0",
        "    ,     , 4   , 0",
    })
    void aDealWaitsUntilTheFirstAnswer(
            @Nullable String asked, @Nullable String answered, @Nullable String lost, double weight) {
        Habits habits = new Habits();
        for (int day : days(answered)) {
            habits.observe(
                    own(ActivityKind.CUSTOMER_REPLIED, START + day * DAY)
                            .objectRef("deal")
                            .build(),
                    false);
        }
        for (int day : days(lost)) {
            habits.observe(
                    own(ActivityKind.LOST, START + day * DAY)
                            .actor(Actor.AGENT)
                            .objectRef("deal")
                            .build(),
                    false);
        }
        for (int day : days(asked)) {
            habits.observe(
                    own(ActivityKind.STAGE_CHANGED, START + day * DAY)
                            .actor(Actor.AGENT)
                            .objectRef("deal")
                            .build(),
                    false);
        }

        double found = RiskFactor.UNANSWERED.value(facts(habits, 10), MODEL);
        assertThat(found).isCloseTo(weight, within(1e-9));
        assertThat(MODEL.read(facts(habits, 10)).waiting()).hasSize(weight > 0 ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(RiskFactor.class)
    void aWeightAgainstTheDirectionOfItsFactorIsRefused(RiskFactor factor) {
        double against = factor.direction() == RiskFactor.Direction.LOWERS ? 1 : -1;
        if (factor.direction() == RiskFactor.Direction.EITHER) {
            assertThat(new RiskModel.Weight(factor, against, 0).weight()).isEqualTo(against);
        } else {
            assertThatThrownBy(() -> new RiskModel.Weight(factor, against, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(factor.word());
        }
    }

    @Test
    void aFactorIsWeighedOnce() {
        RiskModel.Weight weight = new RiskModel.Weight(RiskFactor.SILENCE, 1, 0);
        assertThatThrownBy(() -> MODEL.refitted("2", "x", 0, List.of(weight, weight)))
                .hasMessageContaining("silence is weighed twice");
    }

    @ParameterizedTest
    @CsvSource({"0.49, LOW", "0.5, ELEVATED", "0.69, ELEVATED", "0.7, HIGH", "1, HIGH"})
    void levelsBeginWhereTheModelSays(double risk, RiskLevel level) {
        assertThat(MODEL.level(risk)).isEqualTo(level);
    }

    private static Habits active(int... days) {
        Habits habits = new Habits();
        for (int day : days) {
            habits.observe(own(ActivityKind.PAGE_VIEW, START + day * DAY).build(), false);
        }
        return habits;
    }

    private static Activity.Builder own(ActivityKind kind, long at) {
        return Activity.builder().customerId("c").kind(kind).occurredAtMillis(at);
    }

    private static RiskFacts facts(Habits habits, int day) {
        return new RiskFacts(START + day * DAY, START, habits, 0, 0, 10, 0, 0, MODEL.cadenceDays(habits));
    }

    private static int[] days(@Nullable String text) {
        return text == null
                ? new int[0]
                : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }
}
