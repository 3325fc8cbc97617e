package io.flywheel.domain.spike;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells when friction spikes in one series, given its exposure.
 *
 * <p><b>Shape:</b> fed bucket by bucket in the order of event time, it answers at once and from the past alone; the same buckets give the same answers. It is the state of its series, too:
 * {@link #pack} and {@link #unpack}.
 *
 * <p>The bytes, written as {@link StateWriter} says:
 *
 * <pre>
 * version 1
 *   byte      version
 *   byte      kind: 0 count, 1 measure
 *   signed    first and newest bucket (epoch milliseconds)
 *   double x 3  level, mean deviation, usual exposure
 *   count     buckets learned
 *   24 x, 168 x (hours of the day, of the week): count learned [, int bits of the float offset]
 *   double x 6  scores of the newest three buckets, moving average, cumulative sums up and down
 *   (double peak, signed since) x 3  of scores, of repeated scores, of the moving average
 *   byte 0 or 1; 1: inside a spike
 *   signed    begin of the newest spike
 *   double x 4  its highest score, repeated score and moving average; how much higher than usual the level is in it
 *   count, then (signed bucket, double distance, scale, exposure, clip)  of the guard
 * </pre>
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a bucket that is not after the one before it; {@link IllegalStateException} for bytes of a later release or of the other kind.
 *
 * <p><b>Source:</b> docs/reference/spikes.md.
 */
public final class SpikeDetector {

    private static final int VERSION = 1;

    /** A spike is over when nothing reaches this share of the limits any more. */
    private static final double OVER = 0.8;

    /** A bucket that the baseline does not know yet. */
    private record Guarded(long atMillis, double distance, double scale, double exposure, double clip) {}

    private final SpikeSettings settings;
    private final SeriesKind kind;
    private final SeriesBaseline baseline;
    private final ControlCharts charts;
    private final Deque<Guarded> guard = new ArrayDeque<>();

    private long firstMillis = Long.MIN_VALUE;
    private long newestMillis = Long.MIN_VALUE;
    private boolean spiking;
    private long spikeMillis;
    private double highest;
    private double highestRepeated;
    private double highestSmoothed;
    private double spikeOffset;

    public SpikeDetector(SpikeSettings settings, SeriesKind kind, long bucketMillis) {
        if (bucketMillis <= 0) {
            throw new IllegalArgumentException("a bucket is longer than 0 ms: " + bucketMillis);
        }
        this.settings = settings;
        this.kind = kind;
        baseline = new SeriesBaseline(settings, kind, bucketMillis);
        charts = new ControlCharts(settings, kind == SeriesKind.MEASURE);
    }

    /** Takes the next bucket of the series and says what is to be said of it. */
    public SpikeReading observe(SeriesBucket bucket) {
        long atMillis = bucket.startMillis();
        if (atMillis <= newestMillis) {
            throw new IllegalArgumentException(
                    "buckets come in the order of time: " + atMillis + " after " + newestMillis);
        }
        newestMillis = atMillis;
        double exposure = bucket.effectiveExposure();
        if (exposure == 0) {
            return new SpikeReading(0, 0, 0, settings.once(), spiking, false, null);
        }
        if (baseline.isEmpty()) {
            firstMillis = atMillis;
            baseline.begin(bucket.amount(), exposure);
            return coldReading(bucket, bucket.amount());
        }
        double expected = baseline.expected(atMillis, exposure);
        double distance = baseline.distance(atMillis, bucket.amount(), exposure);
        double scale = baseline.scale();
        SpikeReading reading =
                isCold(atMillis) ? coldReading(bucket, expected) : warmReading(bucket, expected, distance, scale);
        boolean odd = reading.spiking() || reading.score() >= reading.limit();
        double clip = odd ? settings.alarmedClip() : settings.clip();
        guard.addLast(new Guarded(atMillis, distance, scale, exposure, clip));
        while (guard.size() > settings.guardBuckets()) {
            Guarded known = guard.removeFirst();
            baseline.learn(known.atMillis(), known.distance(), known.scale(), known.exposure(), known.clip());
        }
        return reading;
    }

    private boolean isCold(long atMillis) {
        return baseline.learned() < settings.warmUpBuckets() || atMillis - firstMillis < settings.warmUpMillis();
    }

    private SpikeReading coldReading(SeriesBucket bucket, double expected) {
        boolean bad = kind == SeriesKind.COUNT
                && bucket.hasExposure()
                && bucket.amount() >= settings.absoluteRate() * bucket.exposure()
                && hasWeight(bucket);
        boolean begins = bad && !spiking;
        spiking = bad;
        spikeMillis = begins ? bucket.startMillis() : spikeMillis;
        return new SpikeReading(
                0, expected, ratio(bucket, expected), settings.once(), bad, begins, bad ? SpikeCause.ABSOLUTE : null);
    }

    private SpikeReading warmReading(SeriesBucket bucket, double expected, double distance, double scale) {
        long atMillis = bucket.startMillis();
        charts.observe(Math.max(-settings.highestScore(), Math.min(settings.highestScore(), distance / scale)));
        double limit = charts.limit(atMillis);
        boolean weighty =
                kind == SeriesKind.MEASURE || hasWeight(bucket) && bucket.amount() >= settings.leastRatio() * expected;
        SpikeCause cause = weighty ? charts.broken(atMillis, 1) : null;
        boolean begins = cause != null && !spiking;
        if (begins) {
            begin(atMillis);
        }
        boolean belongs = begins || spiking && charts.broken(atMillis, OVER) != null;
        double score = charts.score();
        if (belongs) {
            grow(baseline.levelOffset(distance, bucket.effectiveExposure()), begins);
            if (atMillis - spikeMillis >= settings.longestSpikeMillis()) {
                takeAsNormal(atMillis);
            }
        } else if (spiking) {
            end(atMillis);
        } else {
            // What too few customers did must not make the series deaf to what many do.
            charts.remember(atMillis, weighty);
        }
        return new SpikeReading(
                score, expected, ratio(bucket, expected), limit, belongs, begins, belongs ? cause : null);
    }

    private void begin(long atMillis) {
        spiking = true;
        spikeMillis = atMillis;
        highest = 0;
        highestRepeated = 0;
        highestSmoothed = 0;
    }

    private void grow(double offset, boolean begins) {
        highest = Math.max(highest, charts.score());
        highestRepeated = Math.max(highestRepeated, charts.repeatedScore());
        highestSmoothed = Math.max(highestSmoothed, charts.smoothedScore());
        spikeOffset += (begins ? 1 : settings.smoothing()) * (offset - spikeOffset);
    }

    private void end(long atMillis) {
        spiking = false;
        charts.remember(atMillis, highest, highestRepeated, highestSmoothed);
    }

    private void takeAsNormal(long atMillis) {
        end(atMillis);
        charts.calm();
        baseline.shift(spikeOffset);
        // These buckets were held against the old level.
        guard.clear();
    }

    private boolean hasWeight(SeriesBucket bucket) {
        return bucket.amount() >= settings.leastCount()
                && (bucket.customers() == SeriesBucket.UNKNOWN_CUSTOMERS
                        || bucket.customers() >= settings.leastCustomers());
    }

    private static double ratio(SeriesBucket bucket, double expected) {
        return expected == 0 ? 0 : bucket.amount() / expected;
    }

    /** The bytes in which the series is kept; at most about 1.5 KB. */
    public byte[] pack() {
        StateWriter out = new StateWriter();
        out.putByte(VERSION);
        out.putByte(kindNumber(kind));
        out.putSigned(firstMillis);
        out.putSigned(newestMillis);
        baseline.write(out);
        charts.write(out);
        out.putByte(spiking ? 1 : 0);
        out.putSigned(spikeMillis);
        out.putDouble(highest);
        out.putDouble(highestRepeated);
        out.putDouble(highestSmoothed);
        out.putDouble(spikeOffset);
        out.putCount(guard.size());
        for (Guarded bucket : guard) {
            out.putSigned(bucket.atMillis());
            out.putDouble(bucket.distance());
            out.putDouble(bucket.scale());
            out.putDouble(bucket.exposure());
            out.putDouble(bucket.clip());
        }
        return out.toBytes();
    }

    /** The series that {@link #pack} wrote, at the same settings or at others: what was learned stays. */
    public static SpikeDetector unpack(SpikeSettings settings, SeriesKind kind, long bucketMillis, byte[] bytes) {
        StateReader in = new StateReader(bytes);
        int version = in.getByte();
        int number = in.getByte();
        if (version != VERSION || number != kindNumber(kind)) {
            throw new IllegalStateException("a series of version " + VERSION + " and kind " + kindNumber(kind)
                    + " was expected, and version " + version + " and kind " + number + " found");
        }
        SpikeDetector detector = new SpikeDetector(settings, kind, bucketMillis);
        detector.read(in);
        return detector;
    }

    private void read(StateReader in) {
        firstMillis = in.getSigned();
        newestMillis = in.getSigned();
        baseline.read(in);
        charts.read(in);
        spiking = in.getByte() == 1;
        spikeMillis = in.getSigned();
        highest = in.getDouble();
        highestRepeated = in.getDouble();
        highestSmoothed = in.getDouble();
        spikeOffset = in.getDouble();
        for (int left = in.getCountOf(4 * Double.BYTES); left > 0; left--) {
            guard.addLast(new Guarded(in.getSigned(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble()));
        }
    }

    private static int kindNumber(SeriesKind kind) {
        return switch (kind) {
            case COUNT -> 0;
            case MEASURE -> 1;
        };
    }
}
