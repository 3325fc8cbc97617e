package io.flywheel.domain.momentum;

/**
 * A sum of weights that fade with a half-life, equal whatever the order they are added in.
 *
 * <p>The weight of an event at t counts w x 2^((t - now) / H) now. With the axis of time measured in half-lives, t / H = octave + fraction, an event adds
 * w x 2^fraction to its octave: a number that depends on the event alone. Octaves differ by powers of two, which scale doubles exactly, and the sum is kept
 * in two doubles with the rounding error of the first in the second. So the result is the same to the last bit for any order of adding, up to errors of
 * 2^-100 that the final rounding removes.
 *
 * <p><b>Shape:</b> mutable; {@link #add} folds one weight, negative to take it back; {@link #merge} folds another sum of the same half-life.
 *
 * <p><b>Units:</b> times in epoch milliseconds, weights in any unit.
 *
 * <p><b>Source:</b> Cormode, Shkapenyuk, Srivastava, Xu, Forward Decay, ICDE 2009; Knuth's two-sum; docs/reference/signals.md, "Decay".
 */
public final class DecayedSum {

    private double high;
    private double low;
    private int octave = Integer.MIN_VALUE;

    public DecayedSum() {}

    private DecayedSum(double high, double low, int octave) {
        this.high = high;
        this.low = low;
        this.octave = octave;
    }

    /** A sum from its stored parts. */
    public static DecayedSum of(double high, double low, int octave) {
        return new DecayedSum(high, low, octave);
    }

    public DecayedSum copy() {
        return new DecayedSum(high, low, octave);
    }

    public void add(double weight, long atMillis, long halfLifeMillis) {
        double fraction = (double) Math.floorMod(atMillis, halfLifeMillis) / halfLifeMillis;
        addAt((int) Math.floorDiv(atMillis, halfLifeMillis), weight * Math.pow(2, fraction));
    }

    public void merge(DecayedSum other) {
        if (!other.isEmpty()) {
            addAt(other.octave, other.high);
            addAt(other.octave, other.low);
        }
    }

    /** What is left of the sum at a moment; before the latest weight it is what those weights will have been worth then. */
    public double value(long atMillis, long halfLifeMillis) {
        if (isEmpty()) {
            return 0;
        }
        double fraction = (double) Math.floorMod(atMillis, halfLifeMillis) / halfLifeMillis;
        int octaves = octave - (int) Math.floorDiv(atMillis, halfLifeMillis);
        return Math.scalb((high + low) * Math.pow(2, -fraction), octaves);
    }

    public boolean isEmpty() {
        return octave == Integer.MIN_VALUE;
    }

    /** First of the stored parts: the sum at the start of its octave. */
    public double high() {
        return high;
    }

    /** Second of the stored parts: the rounding error of the first. */
    public double low() {
        return low;
    }

    /** Third of the stored parts: half-lives since the epoch. */
    public int octave() {
        return octave;
    }

    private void addAt(int itsOctave, double scaled) {
        if (isEmpty()) {
            octave = itsOctave;
        } else if (itsOctave > octave) {
            high = Math.scalb(high, octave - itsOctave);
            low = Math.scalb(low, octave - itsOctave);
            octave = itsOctave;
        } else if (itsOctave < octave) {
            scaled = Math.scalb(scaled, itsOctave - octave);
        }
        double sum = high + scaled;
        double part = sum - high;
        double error = (high - (sum - part)) + (scaled - part) + low;
        high = sum + error;
        low = error - (high - sum);
    }
}
