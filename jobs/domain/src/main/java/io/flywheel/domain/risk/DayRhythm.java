package io.flywheel.domain.risk;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;

/**
 * On which days something happened with a customer, and how long they usually let pass in between.
 *
 * <p><b>Shape:</b> the last 384 days up to the latest are marked one by one; of earlier ones the count and the gaps are kept. Gaps are taken between distinct days, so any order of days within the marked ones,
 * with repetitions, ends in the same rhythm. A day before the marked ones can not be told from one that was counted and changes nothing: events are never that late.
 *
 * <p><b>Units:</b> UTC days since the epoch; gaps in days, kept as sums of their natural logarithms.
 *
 * <p><b>Source:</b> docs/reference/risk.md, "Cadence".
 */
public final class DayRhythm {

    /** Days of a year, in which bursts are looked for. */
    static final int YEAR = 365;

    private static final int WORDS = 6;
    private static final int MARKED_DAYS = WORDS * Long.SIZE;

    private int latest = Integer.MIN_VALUE;
    private int first = Integer.MAX_VALUE;
    /** Bit i of the words: the day i before the latest. */
    private long[] marks = new long[WORDS];

    private long settledDays;
    private int lastSettled = Integer.MIN_VALUE;
    private double settledLogs;

    /** Notes that something happened on a day. */
    public void add(int day) {
        if (isEmpty()) {
            latest = day;
        } else if (day > latest) {
            advance(day);
        }
        long before = (long) latest - day;
        if (before >= MARKED_DAYS) {
            return;
        }
        first = Math.min(first, day);
        marks[(int) before / Long.SIZE] |= 1L << before;
    }

    private void advance(int day) {
        long days = (long) day - latest;
        for (int before = MARKED_DAYS - 1; before >= Math.max(0, MARKED_DAYS - days); before--) {
            if (isMarked(before)) {
                settle(latest - before);
            }
        }
        latest = day;
        marks = shifted((int) Math.min(days, MARKED_DAYS));
    }

    private long[] shifted(int days) {
        long[] moved = new long[WORDS];
        int words = days / Long.SIZE;
        int bits = days % Long.SIZE;
        for (int i = WORDS - 1; i >= words; i--) {
            moved[i] = marks[i - words] << bits;
            if (bits > 0 && i > words) {
                moved[i] |= marks[i - words - 1] >>> Long.SIZE - bits;
            }
        }
        return moved;
    }

    private void settle(int day) {
        if (settledDays > 0) {
            settledLogs += Math.log(day - (double) lastSettled);
        }
        settledDays++;
        lastSettled = day;
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
        int count = 0;
        for (int before = 0; before < MARKED_DAYS; before++) {
            long age = lastDay - ((long) latest - before);
            count += isMarked(before) && age >= 0 && age < span ? 1 : 0;
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
        for (int before = MARKED_DAYS - 1; before >= 0; before--) {
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
        for (int i = MARKED_DAYS - 1; i >= 0; i--) {
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
        int words = WORDS;
        while (marks[words - 1] == 0) {
            words--;
        }
        out.putByte(words);
        for (int i = 0; i < words; i++) {
            out.putLong(marks[i]);
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
            int words = in.getByte();
            for (int i = 0; i < words; i++) {
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
