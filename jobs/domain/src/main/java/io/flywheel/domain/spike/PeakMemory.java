package io.flywheel.domain.spike;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;

/**
 * How high a score has been of late: a series that often goes to seven is not in trouble when it goes to seven.
 *
 * <p><b>Shape:</b> the highest score, halved with time; one spike raises it only so many times, so that a single disaster does not make the series deaf.
 *
 * <p><b>Source:</b> docs/reference/spikes.md, "Peaks".
 */
final class PeakMemory {

    private final SpikeSettings settings;
    private final double least;
    private double peak;
    private long atMillis;

    PeakMemory(SpikeSettings settings, double least) {
        this.settings = settings;
        this.least = least;
    }

    /** What a score has to reach, at a moment, to be out of the ordinary. */
    double limit(long nowMillis) {
        return Math.max(least, settings.peakRatio() * at(nowMillis));
    }

    /** Remembers a score that must not raise the limit, because too little stood behind it. */
    void addWithoutWeight(long nowMillis, double score) {
        add(nowMillis, Math.min(score, limit(nowMillis) / settings.peakRatio()));
    }

    void add(long nowMillis, double score) {
        double now = at(nowMillis);
        double most = settings.peakGrowth() * Math.max(now, least);
        peak = Math.max(now, Math.min(score, most));
        atMillis = nowMillis;
    }

    private double at(long nowMillis) {
        return peak == 0 ? 0 : peak * Math.pow(2, -(double) (nowMillis - atMillis) / settings.peakHalfLifeMillis());
    }

    void write(StateWriter out) {
        out.putDouble(peak);
        out.putSigned(atMillis);
    }

    void read(StateReader in) {
        peak = in.getDouble();
        atMillis = in.getSigned();
    }
}
