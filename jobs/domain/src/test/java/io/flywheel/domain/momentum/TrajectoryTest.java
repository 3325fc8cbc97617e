package io.flywheel.domain.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.SmallCatalogue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrajectoryTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @ParameterizedTest(name = "mass {0}, velocity {1}, friction {2}: index {3}")
    @CsvSource({
        "1, 0, 0, 50.0",
        "1, 1, 0, 75.0",
        "2.5, 3, 0.5, 88.9",
        "2.5, 3, 8, 48.5",
        "4, 0.2, 5, 19.1",
        "1, 0, 3, 12.5",
        "3.08, 1.156, 4.359, 45.5"
    })
    void indexesForceAgainstFriction(double mass, double velocity, double friction, double index) {
        assertThat(Trajectory.index(mass * velocity, friction)).isCloseTo(index, within(0.05));
    }

    @Test
    void everythingFadesButWhatStaysOpen() {
        HalfLifeClass saturating = SmallCatalogue.halfLife("touch", 7, 2);
        HalfLifeClass plain = SmallCatalogue.halfLife("intent", 14, 0);
        StandingTerm open = new StandingTerm("breach", "t1", -DAY, 1.5, DAY, 5, 100 * DAY, "e1");
        Trajectory trajectory = new Trajectory(
                0, List.of(saturating, plain), new double[] {10, 8}, new double[] {0, 4}, 1, 1, 0.5, 1, List.of(open));
        double ln2 = Math.log(2);
        long later = 14 * DAY;
        double rate = 2.5 * ln2 / 7;
        assertThat(trajectory.velocity(later)).isCloseTo(2 * (1 - Math.exp(-rate / 2)) + 4 * ln2 / 14, within(1e-12));
        assertThat(trajectory.frictionImpulse(later)).isCloseTo(2 * ln2 / 14, within(1e-12));
        assertThat(trajectory.frictionStanding(later)).isCloseTo(7.5, within(1e-12));
        assertThat(trajectory.frictionStanding(DAY)).isCloseTo(4.5, within(1e-12));
        assertThat(trajectory.frictionStanding(100 * DAY)).isZero();
        Mass mass = trajectory.mass(180 * DAY);
        assertThat(mass.value()).isCloseTo(0.5 / 1.5, within(1e-12));
        assertThat(mass.loyalty()).isEqualTo(0.25);
        assertThat(mass.advocacy()).isCloseTo(0.5 * (0.5 + 0.125) + 0.5 * 0.5 / 1.5, within(1e-12));
    }

    @Test
    void onePushOfAnUnknownCustomerIsYellow() {
        Trajectory trajectory = new Trajectory(
                0, List.of(SmallCatalogue.INTENT), new double[] {3}, new double[] {0}, 0, 0, 0, 0, List.of());
        assertThat(trajectory.index(0)).isCloseTo(58.45, within(0.01));
    }
}
