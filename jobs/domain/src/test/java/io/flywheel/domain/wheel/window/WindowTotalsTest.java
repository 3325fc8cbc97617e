package io.flywheel.domain.wheel.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowTotalsTest {

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addsUpInAnyOrderAndComesBackFromItsBytes(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WindowTotals[] parts = IntStream.range(0, random.nextInt(1, 30))
                .mapToObj(i -> invent(random))
                .toArray(WindowTotals[]::new);
        WindowTotals forwards = new WindowTotals();
        WindowTotals backwards = new WindowTotals();
        for (int i = 0; i < parts.length; i++) {
            forwards.add(parts[i]);
            backwards.add(parts[parts.length - 1 - i]);
        }
        assertThat(forwards).isEqualTo(backwards).hasSameHashCodeAs(backwards);
        assertThat(again(forwards)).isEqualTo(forwards).hasToString(forwards.toString());
        assertThat(forwards.copy()).isEqualTo(forwards);
        for (WindowTotals part : parts) {
            assertThat(forwards.isZero()).isFalse();
            forwards.subtract(part);
            assertThat(again(forwards)).isEqualTo(forwards);
        }
        assertThat(forwards.isZero()).isTrue();
        assertThat(forwards).isEqualTo(new WindowTotals());
        backwards.subtract(backwards);
        assertThat(backwards.isZero()).isTrue();
    }

    private static WindowTotals invent(SplittableRandom random) {
        Side side = Side.values()[random.nextInt(2)];
        WindowTotals totals = WindowTotals.impulse(
                side,
                random.nextLong(100_000),
                random.nextLong(1_000, 5_000),
                random.nextInt(4) == 0 ? null : Phase.values()[random.nextInt(3)],
                random.nextInt(4) == 0 ? null : Department.values()[random.nextInt(3)]);
        for (int i = random.nextInt(5); i > 0; i--) {
            totals.count(new Standpoint(random.nextInt(1_000, 5_001), random.nextInt(201)), 1);
        }
        return totals;
    }

    private static WindowTotals again(WindowTotals totals) {
        StateWriter out = new StateWriter();
        totals.write(out);
        StateReader in = new StateReader(out.toBytes());
        WindowTotals again = WindowTotals.read(in);
        assertThat(in.isAtEnd()).isTrue();
        return again;
    }

    @Test
    void tellsTheSidesAndPlacesOfAnImpulse() {
        WindowTotals push = WindowTotals.impulse(Side.PUSH, 1_500, 2_000, Phase.ENGAGE, Department.SALES);
        assertThat(push.pushes()).isOne();
        assertThat(push.frictions()).isZero();
        assertThat(push.pushThousandths()).isEqualTo(1_500);
        assertThat(push.weightedMillionths()).isEqualTo(3_000_000);
        assertThat(push.thousandths(Side.PUSH, Phase.ENGAGE)).isEqualTo(1_500);
        assertThat(push.thousandths(Side.PUSH, Phase.ATTRACT)).isZero();
        assertThat(push.thousandths(Side.FRICTION, Phase.ENGAGE)).isZero();
        assertThat(push.thousandths(Side.PUSH, Department.SALES)).isEqualTo(1_500);
        assertThat(push.customers()).isZero();

        WindowTotals friction = WindowTotals.impulse(Side.FRICTION, 700, 2_000, Phase.DELIGHT, Department.SERVICE);
        assertThat(friction.frictions()).isOne();
        assertThat(friction.frictionThousandths()).isEqualTo(700);
        assertThat(friction.weightedMillionths()).isZero();
        assertThat(friction.thousandths(Side.FRICTION, Department.SERVICE)).isEqualTo(700);
    }

    @Test
    void putsCustomersIntoBandsByTheRoundedIndex() {
        WindowTotals totals = new WindowTotals();
        for (int halves : new int[] {0, 100, 101, 150, 151, 200, 200}) {
            totals.count(new Standpoint(1_370, halves), 1);
        }
        assertThat(totals.customers()).isEqualTo(7);
        assertThat(totals.customers(Band.RED)).isEqualTo(2);
        assertThat(totals.customers(Band.YELLOW)).isEqualTo(2);
        assertThat(totals.customers(Band.GREEN)).isEqualTo(3);
        assertThat(totals.customersAt(200)).isEqualTo(2);
        assertThat(totals.massThousandths()).isEqualTo(7 * 1_370);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.1, 1",
        "1, 0.9, 1",
        "10, 0.1, 1",
        "10, 0.5, 5",
        "10, 0.9, 9",
        "10, 1, 10",
        "11, 0.1, 2",
        "11, 0.5, 6",
        "11, 0.9, 10",
        "30, 0.1, 3",
        "70, 0.9, 63",
        "100, 0.07, 7",
        "190, 0.9, 171"
    })
    void percentilesAreOfTheNearestRank(int customers, double share, int rank) {
        WindowTotals totals = new WindowTotals();
        for (int i = customers; i > 0; i--) {
            totals.count(new Standpoint(1_000, i), 1);
        }
        assertThat(totals.percentile(share)).isEqualTo(rank / 2.0);
    }

    @Test
    void refusesPercentilesThatDoNotExist() {
        WindowTotals totals = new WindowTotals();
        assertThatThrownBy(() -> totals.percentile(0.5)).isInstanceOf(IllegalStateException.class);
        for (double share : new double[] {0, -0.1, 50, Double.NaN}) {
            assertThatThrownBy(() -> totals.percentile(share)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesBytesOfALaterRelease() {
        StateWriter out = new StateWriter();
        out.putCount(1L << 40);
        assertThatThrownBy(() -> WindowTotals.read(new StateReader(out.toBytes())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("later one");
    }

    @ParameterizedTest
    @CsvSource({
        "1.37, 50, 1370, 100",
        "2.1825, 50.25, 2183, 101",
        "2.18249, 50.2499, 2182, 100",
        "1, 0, 1000, 0",
        "5, 100, 5000, 200",
        "2.18249999999999999, 74.75, 2183, 150"
    })
    void roundsHalvesUp(double mass, double index, int massThousandths, int indexHalves) {
        assertThat(Standpoint.of(new DayReading(mass, 1, 1, index, false)))
                .isEqualTo(new Standpoint(massThousandths, indexHalves));
    }
}
