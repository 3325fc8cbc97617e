package io.flywheel.domain.wheel.window;

import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The exact content of a window, of a slice of it, or what changes in one: sums of whole numbers, which any order of adding gives alike.
 *
 * <p><b>Shape:</b> mutable; {@link #add} and {@link #subtract} fold another one. What changes may be negative, a window's content is not.
 *
 * <p><b>Units:</b> points in thousandths; {@code weightedMillionths} is push points in thousandths x mass in thousandths; index in half points.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Windows".
 */
public final class WindowTotals {

    private static final int PUSHES = 0;
    private static final int FRICTIONS = 1;
    private static final int PUSH_THOUSANDTHS = 2;
    private static final int FRICTION_THOUSANDTHS = 3;
    private static final int WEIGHTED_MILLIONTHS = 4;
    private static final int MASS_THOUSANDTHS = 5;
    private static final int BY_PHASE = 6;
    private static final int BY_DEPARTMENT = BY_PHASE + 2 * Phase.values().length;
    private static final int PLACES = BY_DEPARTMENT + 2 * Department.values().length;

    private static final int RED_HALVES = 100;
    private static final int YELLOW_HALVES = 150;

    /** A product of a share and a count is off by less than this. */
    private static final double TIE = 1e-9;

    private final long[] amounts = new long[PLACES];
    private final IndexHistogram indexes = new IndexHistogram();

    /** A window as somebody else stated it; points by phase and department and the customers are put beside. */
    public static WindowTotals stated(
            long pushes,
            long frictions,
            long pushThousandths,
            long frictionThousandths,
            long weightedMillionths,
            long massThousandths) {
        WindowTotals totals = new WindowTotals();
        totals.amounts[PUSHES] = pushes;
        totals.amounts[FRICTIONS] = frictions;
        totals.amounts[PUSH_THOUSANDTHS] = pushThousandths;
        totals.amounts[FRICTION_THOUSANDTHS] = frictionThousandths;
        totals.amounts[WEIGHTED_MILLIONTHS] = weightedMillionths;
        totals.amounts[MASS_THOUSANDTHS] = massThousandths;
        return totals;
    }

    /** States the points of one side and phase. */
    public void state(Side side, Phase phase, long thousandths) {
        amounts[placeOf(side, phase)] = thousandths;
    }

    /** States the points of one side and department. */
    public void state(Side side, Department department, long thousandths) {
        amounts[placeOf(side, department)] = thousandths;
    }

    /** States that so many more customers have an index, in half points. */
    public void stateCustomers(int indexHalves, long customers) {
        indexes.add(indexHalves, customers);
    }

    /** One impulse signal of a customer of a mass. */
    static WindowTotals impulse(
            Side side,
            long weightThousandths,
            long massThousandths,
            @Nullable Phase phase,
            @Nullable Department department) {
        WindowTotals totals = new WindowTotals();
        boolean isPush = side == Side.PUSH;
        totals.amounts[isPush ? PUSHES : FRICTIONS] = 1;
        totals.amounts[isPush ? PUSH_THOUSANDTHS : FRICTION_THOUSANDTHS] = weightThousandths;
        if (isPush) {
            totals.amounts[WEIGHTED_MILLIONTHS] = weightThousandths * massThousandths;
        }
        if (phase != null) {
            totals.amounts[placeOf(side, phase)] = weightThousandths;
        }
        if (department != null) {
            totals.amounts[placeOf(side, department)] = weightThousandths;
        }
        return totals;
    }

    /** Counts a customer in, or out if {@code count} is negative. */
    void count(Standpoint standpoint, int count) {
        amounts[MASS_THOUSANDTHS] += (long) count * standpoint.massThousandths();
        indexes.add(standpoint.indexHalves(), count);
    }

    /** Moves pushes of a customer from one mass to another. */
    void weigh(long pushThousandths, long massThousandthsMore) {
        amounts[WEIGHTED_MILLIONTHS] += pushThousandths * massThousandthsMore;
    }

    public void add(WindowTotals other) {
        fold(other, 1);
    }

    public void subtract(WindowTotals other) {
        fold(other, -1);
    }

    private void fold(WindowTotals other, int sign) {
        for (int i = 0; i < PLACES; i++) {
            amounts[i] += sign * other.amounts[i];
        }
        indexes.fold(other.indexes, sign);
    }

    public WindowTotals copy() {
        WindowTotals copy = new WindowTotals();
        copy.add(this);
        return copy;
    }

    public boolean isZero() {
        for (long amount : amounts) {
            if (amount != 0) {
                return false;
            }
        }
        return indexes.isEmpty();
    }

    /** Impulse signals that push. */
    public long pushes() {
        return amounts[PUSHES];
    }

    /** Impulse signals that rub. */
    public long frictions() {
        return amounts[FRICTIONS];
    }

    public long pushThousandths() {
        return amounts[PUSH_THOUSANDTHS];
    }

    public long frictionThousandths() {
        return amounts[FRICTION_THOUSANDTHS];
    }

    /** Push points, each times the mass of its customer at the midnight before it. */
    public long weightedMillionths() {
        return amounts[WEIGHTED_MILLIONTHS];
    }

    /** Points of one side and phase. */
    public long thousandths(Side side, Phase phase) {
        return amounts[placeOf(side, phase)];
    }

    /** Points of one side and department. */
    public long thousandths(Side side, Department department) {
        return amounts[placeOf(side, department)];
    }

    /** Customers with at least one record. */
    public long customers() {
        return indexes.count(0, IndexHistogram.GREATEST);
    }

    /** Sum of the masses of these customers. */
    public long massThousandths() {
        return amounts[MASS_THOUSANDTHS];
    }

    /** How many of the customers are in a band, by the index alone. */
    public long customers(Band band) {
        return switch (band) {
            case RED -> indexes.count(0, RED_HALVES);
            case YELLOW -> indexes.count(RED_HALVES + 1, YELLOW_HALVES);
            case GREEN -> indexes.count(YELLOW_HALVES + 1, IndexHistogram.GREATEST);
        };
    }

    /** How many of the customers have an index, in half points. */
    public long customersAt(int indexHalves) {
        return indexes.count(indexHalves, indexHalves);
    }

    /** Names every index that customers have, in half points and from the lowest on, with how many they are. */
    public void forEachIndex(IndexTaker taker) {
        indexes.forEach(taker);
    }

    /** Takes how many customers have an index. */
    @FunctionalInterface
    public interface IndexTaker {
        void take(int indexHalves, long customers);
    }

    /**
     * Percentile of the momentum index, by nearest rank.
     *
     * <p><b>Units:</b> {@code share} is above 0 and at most 1, such as 0.9; the answer is 0 to 100 in half points.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} for another share, {@link IllegalStateException} if no customer is counted.
     */
    public double percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("percentile must be asked for with a share in (0, 1]: " + share);
        }
        long customers = customers();
        if (customers <= 0) {
            throw new IllegalStateException("a window without customers has no percentiles");
        }
        long rank = Math.max(1, (long) Math.ceil(share * customers - TIE));
        return indexes.atRank(rank) / 2.0;
    }

    private static int placeOf(Side side, Phase phase) {
        return BY_PHASE + 2 * phase.ordinal() + side.ordinal();
    }

    private static int placeOf(Side side, Department department) {
        return BY_DEPARTMENT + 2 * department.ordinal() + side.ordinal();
    }

    /** Writes what is not 0: a mask of the amounts, the amounts, and the histogram. */
    public void write(StateWriter out) {
        long mask = 0;
        for (int i = 0; i < PLACES; i++) {
            mask |= amounts[i] == 0 ? 0 : 1L << i;
        }
        out.putCount(mask);
        for (long amount : amounts) {
            if (amount != 0) {
                out.putSigned(amount);
            }
        }
        indexes.write(out);
    }

    public static WindowTotals read(StateReader in) {
        WindowTotals totals = new WindowTotals();
        long mask = in.getVariable();
        if (mask >>> PLACES != 0) {
            throw new IllegalStateException("totals of a window hold amounts that this release does not know, mask "
                    + mask + "; restore with the release that wrote them, or a later one");
        }
        for (int i = 0; i < PLACES; i++) {
            if ((mask & 1L << i) != 0) {
                totals.amounts[i] = in.getSigned();
            }
        }
        totals.indexes.read(in);
        return totals;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WindowTotals totals
                && Arrays.equals(amounts, totals.amounts)
                && indexes.equals(totals.indexes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(amounts) + indexes.hashCode();
    }

    @Override
    public String toString() {
        return "WindowTotals" + Arrays.toString(amounts) + indexes;
    }
}
