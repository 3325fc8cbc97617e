package io.flywheel.local.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Rows in the order that a score puts them, and how well that order tells bad outcomes from good ones.
 *
 * <p><b>Shape:</b> made once for a score, asked for any weights of the rows, so that a bootstrap need not sort again. Equal scores are one step: what they tell apart counts half.
 *
 * <p><b>Source:</b> docs/evaluation.md, "Measures".
 */
final class Ranking {

    private final boolean[] bad;
    private final int[] order;
    private final int[] stepEnds;

    /** Ranks by a score that is the greater the worse the outlook. */
    Ranking(double[] scores, boolean[] bad) {
        this.bad = bad.clone();
        Integer[] byScore = new Integer[scores.length];
        Arrays.setAll(byScore, i -> i);
        Arrays.sort(byScore, Comparator.comparingDouble(i -> scores[i]));
        this.order = Arrays.stream(byScore).mapToInt(Integer::intValue).toArray();
        int[] ends = new int[scores.length];
        int steps = 0;
        for (int i = 0; i < order.length; i++) {
            boolean isLastOfStep = i + 1 == order.length || scores[order[i]] != scores[order[i + 1]];
            if (isLastOfStep) {
                ends[steps++] = i + 1;
            }
        }
        this.stepEnds = Arrays.copyOf(ends, steps);
    }

    /** The chance that a row that went bad was scored worse than one that did not; NaN without one of each. */
    double auc() {
        int[] once = new int[bad.length];
        Arrays.fill(once, 1);
        return auc(once);
    }

    /** The same with each row counted so many times. */
    double auc(int[] times) {
        double told = 0;
        double goodBefore = 0;
        double badInAll = 0;
        int from = 0;
        for (int end : stepEnds) {
            double goodHere = 0;
            double badHere = 0;
            for (int i = from; i < end; i++) {
                int row = order[i];
                if (bad[row]) {
                    badHere += times[row];
                } else {
                    goodHere += times[row];
                }
            }
            told += badHere * (goodBefore + goodHere / 2);
            goodBefore += goodHere;
            badInAll += badHere;
            from = end;
        }
        return told / (goodBefore * badInAll);
    }

    /**
     * The share of bad outcomes among the rows scored worst. Rows of the step that the cut goes through count by their average, so that the order of equal scores does not matter.
     *
     * @param rows how many are looked at, at least one
     */
    double precisionAmongWorst(int rows) {
        double badTaken = 0;
        int left = Math.min(rows, order.length);
        for (int step = stepEnds.length - 1; step >= 0 && left > 0; step--) {
            int from = step == 0 ? 0 : stepEnds[step - 1];
            int size = stepEnds[step] - from;
            long badHere = 0;
            for (int i = from; i < stepEnds[step]; i++) {
                badHere += bad[order[i]] ? 1 : 0;
            }
            int taken = Math.min(left, size);
            badTaken += (double) badHere * taken / size;
            left -= taken;
        }
        return badTaken / Math.min(rows, order.length);
    }

    /** How many times as many bad outcomes there are among the worst share of the rows as among all. */
    double lift(double share) {
        return precisionAmongWorst(worst(share)) / positiveRate();
    }

    double positiveRate() {
        int count = 0;
        for (boolean its : bad) {
            count += its ? 1 : 0;
        }
        return (double) count / bad.length;
    }

    /** The rows scored worst, worst first; equal scores in the order of the rows. */
    int[] worstRows(double share) {
        int count = worst(share);
        int[] rows = new int[count];
        int taken = 0;
        for (int step = stepEnds.length - 1; step >= 0 && taken < count; step--) {
            for (int i = step == 0 ? 0 : stepEnds[step - 1]; i < stepEnds[step] && taken < count; i++) {
                rows[taken++] = order[i];
            }
        }
        return rows;
    }

    private int worst(double share) {
        return Math.max(1, (int) Math.round(share * order.length));
    }
}
