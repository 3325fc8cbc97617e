package io.flywheel.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.SmallCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandingItemTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final SignalRule UNPAID = SmallCatalogue.friction(
                    9, "payment_failed", 0, SmallCatalogue.COMMERCIAL, ActivityKind.PAYMENT_FAILED)
            .standing(SmallCatalogue.UNPAID)
            .build();

    private record Step(int day, boolean opens, String eventId) {}

    @Test
    void isOpenFromTheFirstOpeningToTheNextClosing() {
        StandingItem item = item(open(1, "a"), open(3, "b"), close(5, "c"), close(6, "d"), open(7, "e"));
        assertThat(periods(item.terms(UNPAID))).containsExactly("1-5 a", "7-37 e");
        assertThat(item.openTerm(UNPAID)).isNotNull();
    }

    @Test
    void endsAtItsMaximumAgeAndOpensAgainWithTheNextOpening() {
        StandingItem item = item(open(0, "a"), open(29, "b"), open(30, "c"), close(31, "d"));
        assertThat(periods(item.terms(UNPAID))).containsExactly("0-30 a", "30-31 c");
        assertThat(item.openTerm(UNPAID)).isNull();
        assertThat(periods(item(open(0, "a"), close(44, "b")).terms(UNPAID))).containsExactly("0-30 a");
    }

    @Test
    void opensBeforeItClosesAtOneMoment() {
        assertThat(periods(item(close(2, "b"), open(2, "a")).terms(UNPAID))).containsExactly("2-2 a");
        assertThat(periods(item(open(2, "y"), open(2, "x")).terms(UNPAID))).containsExactly("2-32 x");
        assertThat(item(close(2, "b")).terms(UNPAID)).isEmpty();
    }

    @Test
    void takesBackWhatItTookAndNothingElse() {
        StandingItem item = item(open(1, "a"), open(3, "b"), close(5, "c"));
        assertThat(item.takeBack(5 * DAY, true, "c")).isFalse();
        assertThat(item.takeBack(4 * DAY, true, "a")).isFalse();
        assertThat(periods(item.terms(UNPAID))).containsExactly("1-5 a");
        assertThat(item.takeBack(DAY, true, "a")).isTrue();
        assertThat(periods(item.terms(UNPAID))).containsExactly("3-5 b");
        assertThat(item.takeBack(5 * DAY, false, "c")).isTrue();
        assertThat(periods(item.terms(UNPAID))).containsExactly("3-33 b");
        assertThat(item.takeBack(3 * DAY, true, "b")).isTrue();
        assertThat(item.isEmpty()).isTrue();
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderAndAnySettlingGiveTheSamePeriods(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Step> steps = new ArrayList<>();
        int span = random.nextInt(10, 200);
        for (int i = random.nextInt(1, 14); i > 0; i--) {
            steps.add(new Step(random.nextInt(span), random.nextInt(3) > 0, "e" + i));
        }
        List<String> expected = periods(item(steps.toArray(new Step[0])).terms(UNPAID));
        Collections.shuffle(steps, new Random(seed));
        StandingItem shuffled = new StandingItem(9, "order");
        List<StandingTerm> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            change(shuffled, steps.get(i));
            int horizon = steps.subList(i + 1, steps.size()).stream()
                    .mapToInt(Step::day)
                    .min()
                    .orElse(span + 50);
            if (random.nextBoolean()) {
                all.addAll(shuffled.settle(UNPAID, random.nextInt(horizon + 1) * DAY));
            }
        }
        all.addAll(shuffled.terms(UNPAID));
        assertThat(periods(all)).containsExactlyElementsOf(expected);
        all.clear();
        assertThat(shuffled.settle(UNPAID, 400 * DAY)).allMatch(term -> term.endsAtMillis() < 400 * DAY);
        assertThat(shuffled.isEmpty()).isTrue();
    }

    private static List<String> periods(List<StandingTerm> terms) {
        return terms.stream()
                .map(term -> term.openedAtMillis() / DAY + "-" + term.endsAtMillis() / DAY + " " + term.eventId())
                .toList();
    }

    private static StandingItem item(Step... steps) {
        StandingItem item = new StandingItem(9, "order");
        for (Step step : steps) {
            change(item, step);
        }
        return item;
    }

    private static void change(StandingItem item, Step step) {
        item.change(step.day * DAY, step.opens, step.eventId);
    }

    private static Step open(int day, String eventId) {
        return new Step(day, true, eventId);
    }

    private static Step close(int day, String eventId) {
        return new Step(day, false, eventId);
    }
}
