package io.flywheel.notifier.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupCourseTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    /** Waits 30 s, messages of a group 5 min apart, repeats after 4 h, summaries after 10 quiet seconds. */
    private static final Timing TIMING = Timing.DEFAULT;

    /** Seconds count from the start; -1 is never. */
    @ParameterizedTest(name = "{0}: {9}")
    @CsvSource({
        // what                                        summary, waiting, since, last, on, over, way,   delivered, now,
        // due
        "the first waits for others,                     false,       1,     0,    0,  0,    0, false,        -1,  29, -",
        "the first has waited,                           false,       1,     0,    0,  0,    0, false,        -1,  30, firing",
        "what is on its way comes first,                 false,       1,     0,    0,  0,    0, true,         -1, 900, -",
        "another one waits for the interval,             false,       1,   100,  100,  1,    0, false,        60, 359, -",
        "another one after the interval,                 false,       1,   100,  100,  1,    0, false,        60, 360, firing",
        "another one also waits for others,              false,       1,   350,  350,  1,    0, false,        60, 379, -",
        "the end waits for the interval,                 false,       0,    -1,   -1,  0,    1, false,        60, 359, -",
        "the end after the interval,                     false,       0,    -1,   -1,  0,    1, false,        60, 360, resolved",
        "the end of one of two,                          false,       0,    -1,   -1,  1,    1, false,        60, 360, resolved",
        "new and over in one message,                    false,       1,   100,  100,  0,    1, false,        60, 360, firing",
        "a group that was over begins anew,              false,       1,   100,  100,  0,    0, false,        60, 130, firing",
        "nothing new before the repeat,                  false,       0,    -1,   -1,  1,    0, false,        60, 14459, -",
        "the repeat,                                     false,       0,    -1,   -1,  1,    0, false,        60, 14460, repeat",
        "a flood that grows,                              true,     900,     0,   20,  0,    0, false,        -1,  29, -",
        "a flood that is quiet,                           true,     900,     0,   20,  0,    0, false,        -1,  30, summary",
        "a flood that never is,                           true,     900,     0,  120,  0,    0, false,        -1, 120, summary",
        "what joins a told flood waits for the repeat,    true,       9,   200,  200,  5,    0, false,        60, 9000, -",
        "the next summary,                                true,       9,   200,  200,  5,    0, false,        60, 14460, summary",
        "a flood that is still on,                        true,       0,    -1,   -1,  5,    0, false,        60, 14460, repeat",
        "a flood ends one by one,                         true,       0,    -1,   -1,  5,   95, false,        60, 9000, -",
        "a flood is over,                                 true,       0,    -1,   -1,  0,  100, false,        60, 360, resolved",
    })
    void isDue(
            String what,
            boolean isSummary,
            long waiting,
            long since,
            long last,
            long on,
            long over,
            boolean isOnItsWay,
            long delivered,
            long now,
            String due) {
        GroupView group =
                new GroupView(isSummary, waiting, moment(since), moment(last), on, over, isOnItsWay, moment(delivered));
        Kind kind = GroupCourse.due(group, TIMING, START.plusSeconds(now));
        assertThat(kind == null ? "-" : kind.word()).as(what).isEqualTo(due);
    }

    private static @Nullable Instant moment(long seconds) {
        return seconds < 0 ? null : START.plusSeconds(seconds);
    }

    /** One incident, watched at any moments: one firing, one resolved, and no repeat sooner than its interval. */
    @RepeatedTest(100)
    void anIncidentIsToldOnceHoweverItIsWatched(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        long end = 600L + random.nextInt(100_000);
        List<Kind> told = new ArrayList<>();
        Instant delivered = null;
        long second = 0;
        while (second < end + 10_000) {
            second += 1L + random.nextInt(200);
            boolean isKnown = !told.isEmpty();
            boolean isOn = second < end;
            boolean isSettled = told.contains(Kind.RESOLVED);
            GroupView group = new GroupView(
                    false,
                    isOn && !isKnown ? 1 : 0,
                    isOn && !isKnown ? START : null,
                    isOn && !isKnown ? START : null,
                    isOn && isKnown ? 1 : 0,
                    !isOn && isKnown && !isSettled ? 1 : 0,
                    false,
                    delivered);
            Kind kind = GroupCourse.due(group, TIMING, START.plusSeconds(second));
            if (kind != null) {
                Instant now = START.plusSeconds(second);
                if (kind == Kind.REPEAT && delivered != null) {
                    assertThat(Duration.between(delivered, now)).isGreaterThanOrEqualTo(TIMING.repeatInterval());
                }
                told.add(kind);
                delivered = now;
            }
        }
        String seed = "seed " + repetition.getCurrentRepetition();
        assertThat(told.get(0)).as(seed).isEqualTo(Kind.FIRING);
        assertThat(told.get(told.size() - 1)).as(seed).isEqualTo(Kind.RESOLVED);
        assertThat(told.subList(1, told.size() - 1)).as(seed).allMatch(kind -> kind == Kind.REPEAT);
        assertThat((long) told.size() - 2).as(seed).isLessThanOrEqualTo(end / 14_400);
    }
}
