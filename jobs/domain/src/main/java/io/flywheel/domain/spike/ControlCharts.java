package io.flywheel.domain.spike;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * The charts that a series of scores is held against: one bucket far off, two of three, or a drift on which moving average and cumulative sum agree.
 *
 * <p><b>Shape:</b> {@link #observe} first, then {@link #broken}, then {@link #remember} with what is to become part of the past.
 *
 * <p><b>Source:</b> docs/reference/spikes.md, "Charts".
 */
final class ControlCharts {

    /** Beyond this a bucket counts the same for the charts of small changes. */
    private static final double MOST_FOR_DRIFT = 8;

    /** The cumulative sum is bounded, so that it comes back after a long spike. */
    private static final double MOST_CUMULATED = 4;

    private final SpikeSettings settings;
    private final boolean bothWays;
    private final double smoothedDeviation;
    private final PeakMemory peaks;
    private final PeakMemory repeatedPeaks;
    private final PeakMemory smoothedPeaks;

    private double score;
    private double previous;
    private double beforePrevious;
    private double smoothed;
    private double cumulatedUp;
    private double cumulatedDown;

    ControlCharts(SpikeSettings settings, boolean bothWays) {
        this.settings = settings;
        this.bothWays = bothWays;
        smoothedDeviation = Math.sqrt(settings.smoothing() / (2 - settings.smoothing()));
        peaks = new PeakMemory(settings, settings.once());
        repeatedPeaks = new PeakMemory(settings, settings.twice());
        smoothedPeaks = new PeakMemory(settings, settings.smoothedLimit());
    }

    void observe(double signedScore) {
        beforePrevious = previous;
        previous = score;
        score = signedScore;
        double bounded = Math.max(-MOST_FOR_DRIFT, Math.min(MOST_FOR_DRIFT, signedScore));
        smoothed += settings.smoothing() * (bounded - smoothed);
        double most = MOST_CUMULATED * settings.cumulativeLimit();
        cumulatedUp = Math.min(most, Math.max(0, cumulatedUp + bounded - settings.slack()));
        cumulatedDown = Math.min(most, Math.max(0, cumulatedDown - bounded - settings.slack()));
    }

    double limit(long nowMillis) {
        return peaks.limit(nowMillis);
    }

    double score() {
        return size(score);
    }

    /** What the newest bucket and one of the two before it reach both. */
    double repeatedScore() {
        return Math.min(size(score), Math.max(size(previous), size(beforePrevious)));
    }

    double smoothedScore() {
        return size(smoothed) / smoothedDeviation;
    }

    /** The rule that the newest bucket breaks when limits are a share of themselves; null for none. */
    @Nullable
    SpikeCause broken(long nowMillis, double share) {
        if (score() >= share * peaks.limit(nowMillis)) {
            return SpikeCause.ONCE;
        }
        if (repeatedScore() >= share * repeatedPeaks.limit(nowMillis)) {
            return SpikeCause.TWICE;
        }
        double cumulated = bothWays ? Math.max(cumulatedUp, cumulatedDown) : cumulatedUp;
        if (smoothedScore() >= share * smoothedPeaks.limit(nowMillis)
                && cumulated >= share * settings.cumulativeLimit()) {
            return SpikeCause.DRIFT;
        }
        return null;
    }

    void remember(long nowMillis, double highest, double highestRepeated, double highestSmoothed) {
        peaks.add(nowMillis, highest);
        repeatedPeaks.add(nowMillis, highestRepeated);
        smoothedPeaks.add(nowMillis, highestSmoothed);
    }

    /** Makes the newest bucket part of the past; without weight it leaves the limits where they are. */
    void remember(long nowMillis, boolean weighty) {
        if (weighty) {
            remember(nowMillis, score(), repeatedScore(), smoothedScore());
        } else {
            peaks.addWithoutWeight(nowMillis, score());
            repeatedPeaks.addWithoutWeight(nowMillis, repeatedScore());
            smoothedPeaks.addWithoutWeight(nowMillis, smoothedScore());
        }
    }

    /** Forgets the newest buckets, but not the peaks: they were held against a level that is no more. */
    void calm() {
        score = 0;
        previous = 0;
        beforePrevious = 0;
        smoothed = 0;
        cumulatedUp = 0;
        cumulatedDown = 0;
    }

    private double size(double signed) {
        return bothWays ? Math.abs(signed) : Math.max(signed, 0);
    }

    void write(StateWriter out) {
        for (double value : new double[] {score, previous, beforePrevious, smoothed, cumulatedUp, cumulatedDown}) {
            out.putDouble(value);
        }
        peaks.write(out);
        repeatedPeaks.write(out);
        smoothedPeaks.write(out);
    }

    void read(StateReader in) {
        score = in.getDouble();
        previous = in.getDouble();
        beforePrevious = in.getDouble();
        smoothed = in.getDouble();
        cumulatedUp = in.getDouble();
        cumulatedDown = in.getDouble();
        peaks.read(in);
        repeatedPeaks.read(in);
        smoothedPeaks.read(in);
    }
}
