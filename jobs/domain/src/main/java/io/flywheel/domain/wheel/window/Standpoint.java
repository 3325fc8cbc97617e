package io.flywheel.domain.wheel.window;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;

/**
 * Where a customer stands on a day, as the windows count it.
 *
 * <p><b>Units:</b> mass in thousandths; index in half points, 0 to 200.
 */
record Standpoint(int massThousandths, int indexHalves) {

    /** What is this near to a half is one that was computed inexactly: two ways of computing must round alike. */
    private static final double TIE = 1e-9;

    static Standpoint of(DayReading reading) {
        return new Standpoint(halfUp(reading.mass() * 1000), halfUp(reading.index() * 2));
    }

    private static int halfUp(double value) {
        return (int) Math.floor(value + 0.5 + TIE);
    }

    void write(StateWriter out) {
        out.putCount(massThousandths);
        out.putCount(indexHalves);
    }

    static Standpoint read(StateReader in) {
        return new Standpoint(in.getCount(), in.getCount());
    }
}
