package io.flywheel.domain.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.signal.SmallCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NextCrossingTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long START = 19_700 * DAY;

    static IntStream seeds() {
        return IntStream.range(0, 120);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithLookingEveryMinute(int seed) {
        Trajectory trajectory = trajectory(new SplittableRandom(seed));
        Band band = Bands.next(Band.RED, trajectory.index(START));
        long found = NextCrossing.after(trajectory, band, START);
        long horizon = START + Duration.ofHours(1024).toMillis();
        if (found == NextCrossing.NEVER) {
            assertThat(changes(trajectory, band, horizon).size() % 2).isZero();
            return;
        }
        assertThat(Bands.next(band, trajectory.index(found))).isNotEqualTo(band);
        assertThat(Bands.next(band, trajectory.index(found - 1000))).isEqualTo(band);
        if (found < horizon) {
            List<Long> changes = changes(trajectory, band, found + MINUTE);
            assertThat(changes.get(changes.size() - 1)).isBetween(found - MINUTE, found + MINUTE);
            // an odd one out: the index came and went between two looks, which is not promised to be seen
            assertThat(changes.size() % 2).isEqualTo(1);
        }
    }

    @Test
    void nearlyEveryFirstChangeIsSeen() {
        int seen = 0;
        int all = 0;
        for (int seed = 1_000; seed < 1_200; seed++) {
            Trajectory trajectory = trajectory(new SplittableRandom(seed));
            Band band = Bands.next(Band.RED, trajectory.index(START));
            List<Long> changes =
                    changes(trajectory, band, START + Duration.ofHours(512).toMillis());
            if (!changes.isEmpty()) {
                all++;
                long found = NextCrossing.after(trajectory, band, START);
                seen += Math.abs(found - changes.get(0)) <= MINUTE ? 1 : 0;
            }
        }
        assertThat(all).isGreaterThan(50);
        assertThat((double) seen / all).isGreaterThan(0.95);
    }

    @Test
    void oneClassCrossesWhereTheFormulaSays() {
        // index = 72 where force = 1.57 pushes a day: 100 (f + 0.5) / (f + 1) = 72, f = 11/14
        double force = 11.0 / 14;
        double mass = Mass.of(0, 0, 0, 0).total();
        double points = 20;
        Trajectory trajectory = new Trajectory(
                START, List.of(SmallCatalogue.INTENT), new double[] {points}, new double[] {0}, 0, 0, 0, 0, List.of());
        double atForce = force / mass * 14 / Math.log(2);
        double days = 14 * Math.log(points / atForce) / Math.log(2);
        assertThat((double) NextCrossing.after(trajectory, Band.GREEN, START))
                .isCloseTo(START + days * DAY, within(1000.0));
    }

    @Test
    void seesTheEndOfAnOpenConditionToTheSecond() {
        StandingTerm open = new StandingTerm("breach", "t1", START - DAY, 1.5, DAY, 5, START + 20 * DAY, "e1");
        Trajectory trajectory = new Trajectory(
                START,
                List.of(SmallCatalogue.ADVOCACY),
                new double[] {100},
                new double[] {0},
                0,
                0,
                0,
                0,
                List.of(open));
        assertThat(Bands.next(Band.RED, trajectory.index(START))).isEqualTo(Band.RED);
        assertThat(NextCrossing.after(trajectory, Band.RED, START))
                .isBetween(START + 20 * DAY, START + 20 * DAY + 1000);
    }

    @Test
    void withoutFrictionNobodyLeavesRed() {
        Trajectory nothing = new Trajectory(
                START, List.of(SmallCatalogue.UI), new double[] {0}, new double[] {0}, 0, 0, 0, 0, List.of());
        assertThat(NextCrossing.after(nothing, Band.RED, START)).isEqualTo(NextCrossing.NEVER);
        assertThat(NextCrossing.after(nothing, Band.YELLOW, START)).isEqualTo(NextCrossing.NEVER);
    }

    /** Every minute after which the band, seen from the one at the start, is another than before it. */
    private static List<Long> changes(Trajectory trajectory, Band band, long until) {
        List<Long> changes = new ArrayList<>();
        boolean changed = false;
        for (long at = START; at <= until; at += MINUTE) {
            boolean now = Bands.next(band, trajectory.index(at)) != band;
            if (now != changed) {
                changes.add(at);
            }
            changed = now;
        }
        return changes;
    }

    private static Trajectory trajectory(SplittableRandom random) {
        int classes = SmallCatalogue.CLASSES.size();
        double[] pushes = new double[classes];
        double[] frictions = new double[classes];
        for (int i = 0; i < classes; i++) {
            pushes[i] = random.nextInt(3) == 0 ? 0 : Math.exp(random.nextDouble() * 5 - 1);
            frictions[i] = random.nextInt(3) != 0 ? 0 : Math.exp(random.nextDouble() * 5 - 1);
        }
        List<StandingTerm> standing = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            long opened = START - random.nextLong(10 * DAY);
            standing.add(new StandingTerm(
                    "breach",
                    "t" + i,
                    opened,
                    0.1 + random.nextDouble(),
                    random.nextLong(DAY, 9 * DAY),
                    1 + random.nextInt(4),
                    START + random.nextLong(100 * DAY),
                    "e" + i));
        }
        return new Trajectory(
                START,
                SmallCatalogue.CLASSES,
                pushes,
                frictions,
                random.nextDouble() * 3,
                random.nextInt(5),
                random.nextDouble() - 0.5,
                random.nextDouble(),
                standing);
    }
}
