package io.flywheel.domain.alert;

import static io.flywheel.domain.alert.Sample.HOUR;
import static io.flywheel.domain.alert.Sample.MINUTE;
import static io.flywheel.domain.alert.Sample.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import org.junit.jupiter.api.Test;

class ValueTrailTest {

    private static final ValueChange DAY = new ValueChange("momentum_index", 24 * HOUR);

    private ValueTrail trail = new ValueTrail();

    @Test
    void knowsTheFullHoursFromItsBeginningOn() {
        trail.begin(DAY, START + 20 * MINUTE);
        trail.extend(DAY, START + 3 * HOUR, ValueTrailTest::minutes);

        assertThat(trail.at(START + 59 * MINUTE))
                .as("before the first full hour")
                .isNaN();
        assertThat(trail.at(START + HOUR)).isEqualTo(60);
        assertThat(trail.at(START + 179 * MINUTE)).isEqualTo(120);
        assertThat(trail.at(START + 3 * HOUR))
                .as("what happens at that moment may still change it")
                .isNaN();
    }

    @Test
    void whatWasKnownStaysAsItWas() {
        trail.begin(DAY, START);
        trail.extend(DAY, START + 2 * HOUR, ValueTrailTest::minutes);
        trail.extend(DAY, START + HOUR, at -> -1);
        trail.extend(DAY, START + 3 * HOUR, at -> -1);

        assertThat(trail.at(START + HOUR)).isEqualTo(60);
        assertThat(trail.at(START + 2 * HOUR)).isEqualTo(-1);
    }

    @Test
    void holdsNoMoreThanItsSpan() {
        trail.begin(DAY, START);
        trail.extend(DAY, START + 2 * HOUR, ValueTrailTest::minutes);
        int empty = size(new ValueTrail());
        for (long hour : new long[] {30, 31, 24 * 400}) {
            trail.extend(DAY, START + hour * HOUR, ValueTrailTest::minutes);
            assertThat(trail.at(START + (hour - 24) * HOUR)).isEqualTo((hour - 24) * 60);
            assertThat(trail.at(START + (hour - 25) * HOUR)).isNaN();
            assertThat(size(trail) - empty).isLessThan(25 * 8 + 32);
        }
    }

    @Test
    void begunWithAnotherExpressionItBeginsAnew() {
        trail.begin(DAY, START);
        trail.extend(DAY, START + 3 * HOUR, ValueTrailTest::minutes);
        trail = again(trail);
        trail.begin(DAY, START + 3 * HOUR);
        assertThat(trail.at(START + HOUR)).isEqualTo(60);

        trail.begin(new ValueChange("friction", 24 * HOUR), START + 3 * HOUR);
        assertThat(trail.at(START + HOUR)).isNaN();
        trail.extend(DAY, START + 5 * HOUR, ValueTrailTest::minutes);
        assertThat(trail.at(START + 4 * HOUR)).as("follows its own expression").isNaN();
        trail.end();
        assertThat(trail.isKept()).isFalse();
    }

    @Test
    void aChangeIsOverAtLeastOneStep() {
        assertThatThrownBy(() -> new ValueChange("friction", HOUR - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 3600000 ms, not 3599999");
    }

    private static double minutes(long atMillis) {
        return (atMillis - START) / (double) MINUTE;
    }

    private static int size(ValueTrail trail) {
        return bytes(trail).length;
    }

    private static ValueTrail again(ValueTrail trail) {
        return ValueTrail.read(new StateReader(bytes(trail)));
    }

    private static byte[] bytes(ValueTrail trail) {
        StateWriter out = new StateWriter();
        trail.write(out);
        return out.toBytes();
    }
}
