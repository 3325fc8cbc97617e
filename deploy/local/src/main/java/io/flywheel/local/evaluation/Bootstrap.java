package io.flywheel.local.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The interval of a measure under drawing customers anew: rows of one customer are drawn together, for they are not independent.
 *
 * <p><b>Shape:</b> draws are made once and shared by all scores, so that their intervals can be compared; the same seed gives the same draws.
 */
final class Bootstrap {

    private static final double TAIL = 0.025;

    private final int[][] draws;

    /** The interval that holds the middle 95 % of the draws. */
    record Interval(double low, double high) {}

    Bootstrap(List<String> customerOfRow, int rounds, long seed) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] customers = customerOfRow.stream()
                .mapToInt(customer -> numbers.computeIfAbsent(customer, its -> numbers.size()))
                .toArray();
        SplittableRandom random = new SplittableRandom(seed);
        draws = new int[rounds][];
        for (int round = 0; round < rounds; round++) {
            int[] times = new int[numbers.size()];
            for (int i = 0; i < times.length; i++) {
                times[random.nextInt(times.length)]++;
            }
            draws[round] =
                    Arrays.stream(customers).map(customer -> times[customer]).toArray();
        }
    }

    /** The interval of the AUC; draws without an outcome of each kind are left out. */
    Interval auc(Ranking ranking) {
        double[] values = Arrays.stream(draws)
                .mapToDouble(ranking::auc)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (values.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        int last = values.length - 1;
        return new Interval(values[(int) Math.floor(TAIL * last)], values[(int) Math.ceil((1 - TAIL) * last)]);
    }
}
