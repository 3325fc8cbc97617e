package io.flywheel.domain.risk;

import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Arrays;

/**
 * On which days something happened with a customer, and how long they usually let pass in between.
 *
 * <p><b>Shape:</b> every day is marked, in any order and with repetitions, until {@link #settle} lets go of those that are both older than a year and so old that nothing can come before them any more; of these the
 * count and the gaps are kept. Gaps are taken between distinct days, so the rhythm is that of the set of days, and settling changes no reading.
 *
 * <p><b>Units:</b> UTC days since the epoch; gaps in days, kept as sums of their natural logarithms.
 *
 * <p><b>Source:</b> docs/reference/risk.md, "Cadence".
 */
public final class DayRhythm {

    /** Days of a year, in which bursts are looked for. */
    static final int YEAR = 365;

    /** Marks that are never settled: a year and some weeks, in whole words. */
    private static final int KEPT_DAYS = 6 * Long.SIZE;

    private int latest = Integer.MIN_VALUE;
    private int first = Integer.MAX_VALUE;
    /** Bit i of the words: the day i before the latest. The last word is not empty unless there is no day. */
    private long[] marks = new long[1];

    private long settledDays;
    private int lastSettled = Integer.MIN_VALUE;
    private double settledLogs;

    /** Notes that something happened on a day. */
    public void add(int day) {
        if (settledDays > 0 && day <= lastSettled) {
            return;
        }
        if (isEmpty()) {
            latest = day;
        } else if (day > latest) {
            marks = shifted((long) day - latest);
            latest = day;
        }
        first = Math.min(first, day);
        long before = (long) latest - day;
        int word = (int) (before / Long.SIZE);
        if (word >= marks.length) {
            marks = Arrays.copyOf(marks, word + 1);
        }
        marks[word] |= 1L << before;
    }

    private long[] shifted(long days) {
        int words = (int) (days / Long.SIZE);
        int bits = (int) (days % Long.SIZE);
        boolean spills = bits > 0 && marks[marks.length - 1] >>> Long.SIZE - bits != 0;
        long[] moved = new long[marks.length + words + (spills ? 1 : 0)];
        for (int i = 0; i < marks.length; i++) {
            moved[i + words] |= marks[i] << bits;
            if (bits > 0 && i + words + 1 < moved.length) {
                moved[i + words + 1] |= marks[i] >>> Long.SIZE - bits;
            }
        }
        return moved;
    }

    /** Lets go of single days that are older than a year and before the day of the horizon, when nothing from before it comes any more. */
    public void settle(long horizonMillis) {
        long until = Math.min(latest - (long) KEPT_DAYS, Math.floorDiv(horizonMillis, (long) HalfLives.DAY) - 1);
        while (!isEmpty() && latest - (long) oldestMark() <= until) {
            int before = oldestMark();
            int day = latest - before;
            if (settledDays > 0) {
                settledLogs += Math.log(day - (double) lastSettled);
            }
            settledDays++;
            lastSettled = day;
            marks[before / Long.SIZE] &= ~(1L << before);
            int words = marks.length;
            while (marks[words - 1] == 0) {
                words--;
            }
            marks = words == marks.length ? marks : Arrays.copyOf(marks, words);
        }
    }

    /** How many days before the latest the oldest mark is. */
    private int oldestMark() {
        return marks.length * Long.SIZE - 1 - Long.numberOfLeadingZeros(marks[marks.length - 1]);
    }

    private boolean isMarked(int before) {
        return (marks[before / Long.SIZE] >>> before & 1) != 0;
    }

    public boolean isEmpty() {
        return latest == Integer.MIN_VALUE;
    }

    /** Number of distinct days. */
    public long days() {
        long days = settledDays;
        for (long word : marks) {
            days += Long.bitCount(word);
        }
        return days;
    }

    /** Number of distinct days among the given one and those before it, {@code span} in all, at most a year. */
    public int daysWithin(int span, int lastDay) {
        if (isEmpty()) {
            return 0;
        }
        long silent = (long) lastDay - latest;
        return marksBefore(span - silent) - marksBefore(-silent);
    }

    /** Marks of the latest day and those before it, so many days in all. */
    private int marksBefore(long days) {
        int count = 0;
        for (int word = 0; word < marks.length && days > (long) word * Long.SIZE; word++) {
            long left = days - (long) word * Long.SIZE;
            count += Long.bitCount(left >= Long.SIZE ? marks[word] : marks[word] & (1L << left) - 1);
        }
        return count;
    }

    /** The first day; {@link Integer#MAX_VALUE} if there is none. */
    public int first() {
        return first;
    }

    /** The last day; {@link Integer#MIN_VALUE} if there is none. */
    public int last() {
        return latest;
    }

    /**
     * The customer's own time between active days: the geometric mean of their gaps, drawn towards that of the population while there are few.
     *
     * <p><b>Units:</b> days; {@code priorGaps} is how many gaps the population counts for.
     */
    public double cadenceDays(double priorDays, double priorGaps) {
        double logs = settledLogs;
        long gaps = Math.max(0, settledDays - 1);
        int last = lastSettled;
        boolean follows = settledDays > 0;
        for (int before = oldestMark(); before >= 0; before--) {
            if (isMarked(before)) {
                int day = latest - before;
                if (follows) {
                    logs += Math.log(day - (double) last);
                    gaps++;
                }
                last = day;
                follows = true;
            }
        }
        return Math.exp((logs + priorGaps * Math.log(priorDays)) / (gaps + priorGaps));
    }

    /**
     * How much the days of a year come in bursts: 0 for days as even as can be, near 1 for days all together. Fewer than two days have no rhythm yet and are NaN.
     *
     * <p><b>Source:</b> Zhang, Bradlow, Small, Predicting Customer Value Using Clumpiness, Marketing Science 34(2), 2015; docs/reference/risk.md, "Bursts".
     */
    public double clumpiness(int lastDay) {
        int firstDay = lastDay - YEAR + 1;
        int count = 0;
        int before = firstDay - 1;
        double entropy = 0;
        for (int i = Math.min(oldestMark(), KEPT_DAYS); i >= 0; i--) {
            int day = latest - i;
            if (isMarked(i) && day >= firstDay && day <= lastDay) {
                entropy += part(day - before);
                before = day;
                count++;
            }
        }
        return count < 2 ? Double.NaN : 1 + (entropy + part(lastDay + 1 - before)) / Math.log(count + 1.0);
    }

    private static double part(int days) {
        double share = days / (YEAR + 1.0);
        return share * Math.log(share);
    }

    public void write(StateWriter out) {
        out.putByte(isEmpty() ? 0 : settledDays == 0 ? 1 : 2);
        if (isEmpty()) {
            return;
        }
        out.putSigned(latest);
        out.putSigned(first);
        out.putCount(marks.length);
        for (long word : marks) {
            out.putLong(word);
        }
        if (settledDays > 0) {
            out.putCount(settledDays);
            out.putSigned(lastSettled);
            out.putDouble(settledLogs);
        }
    }

    public static DayRhythm read(StateReader in) {
        DayRhythm rhythm = new DayRhythm();
        int form = in.getByte();
        if (form > 0) {
            rhythm.latest = (int) in.getSigned();
            rhythm.first = (int) in.getSigned();
            rhythm.marks = new long[in.getCount()];
            for (int i = 0; i < rhythm.marks.length; i++) {
                rhythm.marks[i] = in.getLong();
            }
        }
        if (form > 1) {
            rhythm.settledDays = in.getVariable();
            rhythm.lastSettled = (int) in.getSigned();
            rhythm.settledLogs = in.getDouble();
        }
        return rhythm;
    }
}
