package io.flywheel.notifier.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Admission admission = new Admission(new Budget(3, 5, MINUTE), QUIET, START);

    @Test
    void asManyAsThereAreTokensAreToldByName() {
        assertThat(admission.floodsOf(Map.of("rubs", 3), START)).isEmpty();
        assertThat(admission.floodsOf(Map.of("rubs", 1), START)).containsExactly("rubs");
    }

    @Test
    void moreAtOnceFloodAllOfThemAndTakeNoToken() {
        assertThat(admission.floodsOf(Map.of("rubs", 4), START)).containsExactly("rubs");
        assertThat(admission.floodsOf(Map.of("missed", 3), START)).isEmpty();
    }

    @Test
    void aFloodOfOneRuleLeavesOtherRulesAlone() {
        assertThat(admission.floodsOf(Map.of("rubs", 100_000, "missed", 2), START))
                .containsExactly("rubs");
    }

    @Test
    void manyRulesTogetherFloodWhenNothingIsLeftForTheReceiver() {
        assertThat(admission.floodsOf(Map.of("a", 3, "b", 2, "c", 1), START)).containsExactly("c");
    }

    @Test
    void aFloodGoesOnUntilItWasQuiet() {
        admission.floodsOf(Map.of("rubs", 100), START);
        Instant later = START.plus(QUIET).minusSeconds(1);
        assertThat(admission.floodsOf(Map.of("rubs", 1), later)).containsExactly("rubs");
        assertThat(admission.floodsOf(Map.of("rubs", 1), later.plus(QUIET))).isEmpty();
    }

    @Test
    void tokensComeBackOneByOne() {
        admission.floodsOf(Map.of("rubs", 3), START);
        assertThat(admission.floodsOf(Map.of("rubs", 1), START.plus(MINUTE))).isEmpty();
        assertThat(admission.floodsOf(Map.of("rubs", 1), START.plus(MINUTE))).containsExactly("rubs");
    }

    /** However alerts come, no more are told by name than the bucket holds and what came back to it. */
    @RepeatedTest(50)
    void neverMoreThanTheBucketAllows(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Instant now = START;
        long byName = 0;
        for (int i = 0; i < 200; i++) {
            now = now.plusSeconds(random.nextInt(60));
            int count = 1 + random.nextInt(4);
            byName += admission.floodsOf(Map.of("rubs", count), now).isEmpty() ? count : 0;
            long most = 3 + Duration.between(START, now).dividedBy(MINUTE);
            assertThat(byName).as("seed %d", repetition.getCurrentRepetition()).isLessThanOrEqualTo(most);
        }
    }

    /** A restart takes up the bucket as it was left. */
    @RepeatedTest(50)
    void aRestartDecidesLikeTheOneThatWentOn(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Admission restarted = new Admission(new Budget(3, 5, MINUTE), QUIET, START);
        Instant now = START;
        for (int i = 0; i < 20; i++) {
            now = now.plusSeconds(random.nextInt(90));
            if (admission.floodsOf(Map.of("rubs", 1), now).isEmpty()) {
                restarted.replay("rubs", now);
            } else {
                restarted.floods("rubs", now);
            }
        }
        now = now.plusSeconds(random.nextInt(600));
        assertThat(restarted.floodsOf(Map.of("rubs", 1), now))
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(admission.floodsOf(Map.of("rubs", 1), now));
    }
}
