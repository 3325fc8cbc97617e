package io.flywheel.local.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a risk of thirty percent happens three times in ten.
 *
 * @param brier mean squared distance between risk and outcome; always saying the positive rate gives rate x (1 - rate)
 * @param deciles ten groups of rows as equal as can be, from the least risk to the greatest
 */
public record Calibration(double brier, List<Decile> deciles) {

    private static final int GROUPS = 10;

    public Calibration {
        deciles = List.copyOf(deciles);
    }

    /** What was foretold for a tenth of the rows, and what came. */
    public record Decile(int decile, int n, double meanRisk, double positiveRate) {}

    static Calibration of(double[] risks, boolean[] bad) {
        double squares = 0;
        for (int i = 0; i < risks.length; i++) {
            double distance = risks[i] - (bad[i] ? 1 : 0);
            squares += distance * distance;
        }
        Integer[] order = new Integer[risks.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> risks[i]));
        List<Decile> deciles = new ArrayList<>(GROUPS);
        for (int group = 0; group < GROUPS; group++) {
            int from = (int) ((long) order.length * group / GROUPS);
            int until = (int) ((long) order.length * (group + 1) / GROUPS);
            if (from < until) {
                deciles.add(decile(group + 1, Arrays.asList(order).subList(from, until), risks, bad));
            }
        }
        return new Calibration(squares / risks.length, deciles);
    }

    private static Decile decile(int number, List<Integer> rows, double[] risks, boolean[] bad) {
        double sum = rows.stream().mapToDouble(row -> risks[row]).sum();
        long positive = rows.stream().filter(row -> bad[row]).count();
        return new Decile(number, rows.size(), sum / rows.size(), (double) positive / rows.size());
    }
}
