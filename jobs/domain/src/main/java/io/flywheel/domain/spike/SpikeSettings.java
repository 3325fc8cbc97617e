package io.flywheel.domain.spike;

import java.time.Duration;

/**
 * From when on a bucket is a spike; one setting for all series.
 *
 * <p><b>Units:</b> limits and clips in standard deviations of the series; spans in milliseconds of event time; each component is explained in the source.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for numbers that are not positive, or outside of the range that the message names.
 *
 * <p><b>Source:</b> docs/reference/spikes.md, "Settings".
 *
 * @param guardBuckets newest buckets that the baseline does not know yet
 * @param levelHalfLifeMillis after how long half of the level is forgotten
 * @param scaleHalfLifeMillis after how long half of the scale is forgotten
 * @param daySeasonHalfLifeMillis after how long half of an hour of the day is forgotten
 * @param weekSeasonHalfLifeMillis after how long half of an hour of the week is forgotten
 * @param seasonBuckets buckets that an hour needs until half of what it differs is believed
 * @param clip a bucket further off than this teaches as if it were this far off
 * @param alarmedClip the same for a bucket of a spike
 * @param warmUpBuckets buckets before the charts speak
 * @param warmUpMillis span that these buckets at least cover
 * @param once limit for one bucket
 * @param twice limit for two of three buckets
 * @param smoothing weight of the newest bucket in the moving average
 * @param smoothedLimit limit of the moving average, in its own standard deviations
 * @param slack what the cumulative sum forgives a bucket
 * @param cumulativeLimit limit of the cumulative sum
 * @param peakRatio how much higher than the peaks of its own past a spike is
 * @param peakHalfLifeMillis after how long half of a peak is forgotten
 * @param peakGrowth how many times higher one spike can make the remembered peak
 * @param highestScore scores end here
 * @param leastCount counts below are no spike
 * @param leastCustomers counts of fewer distinct customers are no spike
 * @param leastRatio counts below so many times the expected one are no spike
 * @param absoluteRate rate by exposure that is a spike while the series warms up
 * @param longestSpikeMillis after this a spike is the new normal
 */
public record SpikeSettings(
        int guardBuckets,
        long levelHalfLifeMillis,
        long scaleHalfLifeMillis,
        long daySeasonHalfLifeMillis,
        long weekSeasonHalfLifeMillis,
        double seasonBuckets,
        double clip,
        double alarmedClip,
        int warmUpBuckets,
        long warmUpMillis,
        double once,
        double twice,
        double smoothing,
        double smoothedLimit,
        double slack,
        double cumulativeLimit,
        double peakRatio,
        long peakHalfLifeMillis,
        double peakGrowth,
        double highestScore,
        double leastCount,
        int leastCustomers,
        double leastRatio,
        double absoluteRate,
        long longestSpikeMillis) {

    /** The setting of the reference, chosen on one half of recorded series and checked on the other. */
    public static final SpikeSettings DEFAULT = new SpikeSettings(
            2,
            Duration.ofHours(24).toMillis(),
            Duration.ofDays(7).toMillis(),
            Duration.ofDays(4).toMillis(),
            Duration.ofDays(28).toMillis(),
            12,
            4,
            1,
            24,
            Duration.ofHours(24).toMillis(),
            4,
            3,
            0.2,
            4,
            0.5,
            5,
            1.15,
            Duration.ofDays(10).toMillis(),
            3,
            50,
            10,
            3,
            1.5,
            0.5,
            Duration.ofHours(24).toMillis());

    public SpikeSettings {
        if (guardBuckets < 0 || guardBuckets > 100 || warmUpBuckets < 2 || leastCustomers < 0) {
            throw new IllegalArgumentException("guardBuckets is 0 to 100, warmUpBuckets at least 2, leastCustomers at"
                    + " least 0: " + guardBuckets + ", " + warmUpBuckets + ", " + leastCustomers);
        }
        if (levelHalfLifeMillis <= 0
                || scaleHalfLifeMillis <= 0
                || daySeasonHalfLifeMillis <= 0
                || weekSeasonHalfLifeMillis <= 0
                || peakHalfLifeMillis <= 0
                || longestSpikeMillis <= 0
                || warmUpMillis < 0) {
            throw new IllegalArgumentException("half-lives and the longest spike are above 0, warmUpMillis at least 0");
        }
        if (!(smoothing > 0 && smoothing <= 1) || !(peakGrowth > 1) || !(peakRatio > 0) || !(leastRatio >= 0)) {
            throw new IllegalArgumentException("smoothing is above 0 and at most 1, peakGrowth above 1, peakRatio above"
                    + " 0, leastRatio at least 0: " + smoothing + ", " + peakGrowth + ", " + peakRatio + ", "
                    + leastRatio);
        }
        if (!(once > 0 && twice > 0 && smoothedLimit > 0 && cumulativeLimit > 0 && slack >= 0)
                || !(clip > 0 && alarmedClip > 0 && seasonBuckets > 0)
                || !(highestScore >= once && leastCount >= 0 && absoluteRate > 0)) {
            throw new IllegalArgumentException(
                    "limits, clips and seasonBuckets are above 0, and highestScore is at least once: " + highestScore);
        }
    }
}
