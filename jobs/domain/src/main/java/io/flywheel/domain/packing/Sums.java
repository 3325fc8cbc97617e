package io.flywheel.domain.packing;

import io.flywheel.domain.momentum.DecayedSum;

/** Layout of a decayed sum: a byte 0 for an empty one, else 1, the octave, and the two doubles. */
public final class Sums {

    private Sums() {}

    public static void write(DecayedSum sum, StateWriter out) {
        if (sum.isEmpty()) {
            out.putByte(0);
            return;
        }
        out.putByte(1);
        out.putSigned(sum.octave());
        out.putDouble(sum.high());
        out.putDouble(sum.low());
    }

    public static DecayedSum read(StateReader in) {
        if (in.getByte() == 0) {
            return new DecayedSum();
        }
        int octave = (int) in.getSigned();
        return DecayedSum.of(in.getDouble(), in.getDouble(), octave);
    }
}
