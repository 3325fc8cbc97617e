package io.flywheel.scenarios.invented;

import java.util.SplittableRandom;

/**
 * Draws customers by Zipf's law: the customer of rank k is drawn with a probability that falls as k to the minus exponent, as a few
 * customers do much and most do little. Ranks are scattered over the ids, so a low id says nothing about how busy somebody is.
 *
 * <p><b>Shape:</b> a draw takes constant time and memory however many customers there are. Logarithms and powers are those of {@link
 * StrictMath}, so a seed gives the same customers on every machine.
 *
 * <p><b>Units:</b> ranks count from 1 to {@code size}, ids from 0 to {@code size − 1}; the exponent is at least 0, and 0 draws evenly.
 *
 * <p><b>Source:</b> W. Hörmann, G. Derflinger, Rejection-inversion to generate variates from monotone discrete distributions, ACM
 * TOMACS 6 (1996).
 */
final class Zipf {

    private static final long SCATTERING_PRIME = 2_654_435_761L;
    private static final double SERIES_BELOW = 1e-8;

    private final int size;
    private final double exponent;
    private final long stride;
    private final double areaAtFirst;
    private final double areaAtLast;
    private final double acceptedAtOnce;

    Zipf(int size, double exponent) {
        if (size < 1) {
            throw new IllegalArgumentException("there must be at least one customer to draw: " + size);
        }
        if (!(exponent >= 0 && exponent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("exponent must be at least 0 and finite: " + exponent);
        }
        this.size = size;
        this.exponent = exponent;
        this.stride = strideFor(size);
        this.areaAtFirst = area(1.5) - 1;
        this.areaAtLast = area(size + 0.5);
        this.acceptedAtOnce = 2 - areaInverse(area(2.5) - density(2));
    }

    /** The id of the next customer. */
    int draw(SplittableRandom random) {
        return idOfRank(drawRank(random));
    }

    /** The rank of the next customer, the busiest being 1. */
    int drawRank(SplittableRandom random) {
        while (true) {
            double area = areaAtLast + random.nextDouble() * (areaAtFirst - areaAtLast);
            double place = areaInverse(area);
            int rank = (int) Math.max(1, Math.min(size, (long) (place + 0.5)));
            if (rank - place <= acceptedAtOnce || area >= area(rank + 0.5) - density(rank)) {
                return rank;
            }
        }
    }

    /** The id that a rank is scattered to; every rank has an id of its own. */
    int idOfRank(int rank) {
        return (int) (rank * stride % size);
    }

    // A stride without a common divisor visits every id once before it repeats.
    private static long strideFor(int size) {
        long stride = SCATTERING_PRIME % size + 1;
        while (greatestCommonDivisor(stride, size) != 1) {
            stride++;
        }
        return stride;
    }

    private static long greatestCommonDivisor(long one, long other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    private double density(double place) {
        return StrictMath.exp(-exponent * StrictMath.log(place));
    }

    /** The integral of the density from 1, in a form that stays exact where the exponent is near 1. */
    private double area(double place) {
        double logarithm = StrictMath.log(place);
        double scaled = (1 - exponent) * logarithm;
        double growth = Math.abs(scaled) > SERIES_BELOW ? StrictMath.expm1(scaled) / scaled : 1 + scaled / 2;
        return growth * logarithm;
    }

    private double areaInverse(double area) {
        double scaled = Math.max(-1, area * (1 - exponent));
        double growth = Math.abs(scaled) > SERIES_BELOW ? StrictMath.log1p(scaled) / scaled : 1 - scaled / 2;
        return StrictMath.exp(growth * area);
    }
}
