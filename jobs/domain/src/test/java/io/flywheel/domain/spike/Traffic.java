package io.flywheel.domain.spike;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Invented traffic: friction counts that follow an exposure and a rate, with Poisson noise from a seed. */
final class Traffic {

    static final long BUCKET = 300_000;
    static final int DAY = 288;

    /** Monday 2026-01-05. */
    static final long START = 1_767_571_200_000L;

    private final SplittableRandom random;

    Traffic(long seed) {
        random = new SplittableRandom(seed);
    }

    static long at(int bucket) {
        return START + bucket * BUCKET;
    }

    /** A bucket with as many customers as counts. */
    SeriesBucket bucket(int number, double exposure, double rate) {
        int count = poisson(exposure * rate);
        return new SeriesBucket(at(number), count, exposure, count);
    }

    /** More by day than by night, in five steps of every hour. */
    static double daily(int bucket, double night, double day) {
        DoubleUnaryOperator wave = x -> 0.5 - 0.5 * Math.cos(2 * Math.PI * x);
        return night + (day - night) * wave.applyAsDouble((bucket % DAY) / (double) DAY);
    }

    int poisson(double mean) {
        // Large means in parts, for the product of uniform numbers would vanish.
        int count = 0;
        for (double left = mean; left > 0; left -= 30) {
            double end = Math.exp(-Math.min(left, 30));
            double product = random.nextDouble();
            while (product > end) {
                count++;
                product *= random.nextDouble();
            }
        }
        return count;
    }
}
