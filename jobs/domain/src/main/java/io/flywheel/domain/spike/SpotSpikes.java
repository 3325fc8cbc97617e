package io.flywheel.domain.spike;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.spot.SpotFriction;
import io.flywheel.domain.wheel.spot.SpotTotals;
import io.flywheel.domain.wheel.window.Grain;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells when friction of any type spikes at one place: a detector for each type that was met there, and for all types together.
 *
 * <p>A type that comes up for the first time is held against a past of nothing but zeros at the exposure that the place really had: one more detector, which is fed with them, is copied for it. So a new kind of
 * friction at a busy place is found at once, though nobody could know of it before.
 *
 * <p><b>Shape:</b> mutable, one instance a place, fed with each five minutes once they are over, in the order of time; what comes for a time before the newest of them changes nothing. Packed as
 * follows, numbers and texts as {@link StateWriter} writes them:
 *
 * <pre>
 * version 1
 *   byte      version
 *   signed    begin of the newest five minutes (epoch milliseconds)
 *   bytes     the detector that is fed with zeros, as {@link SpikeDetector} packs it
 *   count, then that many of
 *     text    type of friction
 *     signed  begin of the newest five minutes with friction of the type
 *     bytes   its detector
 * </pre>
 *
 * <p><b>Source:</b> docs/reference/spikes.md, "Places".
 */
public final class SpotSpikes {

    /** After so long without friction of a type its detector is let go of, and after so long without anybody there the whole place. */
    public static final long MEMORY_MILLIS = Duration.ofDays(28).toMillis();

    private static final int VERSION = 1;
    private static final SpotFriction NOTHING = new SpotFriction(0, 0, 0);

    private final SpikeSettings settings;
    private SpikeDetector quiet;
    private long newestMillis = Long.MIN_VALUE;
    private final Map<String, Watched> byType = new TreeMap<>();

    /** The detector of a type, and when the type was met last. */
    private static final class Watched {
        private final SpikeDetector detector;
        private long metMillis;

        Watched(SpikeDetector detector, long metMillis) {
            this.detector = detector;
            this.metMillis = metMillis;
        }
    }

    private SpotSpikes(SpikeSettings settings) {
        this.settings = settings;
        this.quiet = new SpikeDetector(settings, SeriesKind.COUNT, Grain.SLICE_MILLIS);
    }

    /** Takes the next five minutes of the place and tells of each type that was met in them or that a spike goes on of. */
    public void close(Spot spot, long startMillis, SpotTotals totals, Consumer<SpotReading> told) {
        if (startMillis <= newestMillis) {
            return;
        }
        newestMillis = startMillis;
        byte[] quietUntilNow = null;
        for (Map.Entry<String, SpotFriction> met : totals.byType().entrySet()) {
            if (met.getValue().count() > 0 && !byType.containsKey(met.getKey())) {
                quietUntilNow = quietUntilNow == null ? quiet.pack() : quietUntilNow;
                byType.put(met.getKey(), new Watched(detector(settings, quietUntilNow), startMillis));
            }
        }
        if (totals.customers() > 0) {
            quiet.observe(bucket(startMillis, NOTHING, totals));
        }
        Iterator<Map.Entry<String, Watched>> all = byType.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Watched> one = all.next();
            if (observe(spot, startMillis, totals, one.getKey(), one.getValue(), told)) {
                all.remove();
            }
        }
    }

    /** Feeds the detector of a type, and says whether it is to be let go of. */
    private static boolean observe(
            Spot spot, long startMillis, SpotTotals totals, String type, Watched watched, Consumer<SpotReading> told) {
        SpotFriction friction = totals.byType().getOrDefault(type, NOTHING);
        SeriesBucket bucket = bucket(startMillis, friction, totals);
        if (bucket.exposure() == 0) {
            return false;
        }
        SpikeReading reading = watched.detector.observe(bucket);
        watched.metMillis = friction.count() > 0 ? startMillis : watched.metMillis;
        if (friction.count() > 0 || reading.spiking()) {
            told.accept(SpotReading.of(spot, type, bucket, friction, totals.sessions(), reading));
        }
        return startMillis - watched.metMillis >= MEMORY_MILLIS;
    }

    /** A finding makes nobody present, so whoever met friction counts as somebody who could have. */
    private static SeriesBucket bucket(long startMillis, SpotFriction friction, SpotTotals totals) {
        return new SeriesBucket(startMillis, friction.count(), Math.max(totals.customers(), friction.customers()), (int)
                Math.min(friction.customers(), Integer.MAX_VALUE));
    }

    /** When the place is to be forgotten, if nobody comes there any more. */
    public long forgetAtMillis() {
        return newestMillis + MEMORY_MILLIS;
    }

    /** The bytes in which the place is kept; at most about 1.6 KB for each type met there in the last 28 days and two more. */
    public byte[] pack() {
        StateWriter out = new StateWriter();
        out.putByte(VERSION);
        out.putSigned(newestMillis);
        out.putBytes(quiet.pack());
        out.putCount(byType.size());
        byType.forEach((type, watched) -> {
            out.putText(type);
            out.putSigned(watched.metMillis);
            out.putBytes(watched.detector.pack());
        });
        return out.toBytes();
    }

    /**
     * The place that {@link #pack} wrote, or one that nobody was at yet.
     *
     * <p><b>Errors:</b> {@link IllegalStateException} for bytes of a later release.
     */
    public static SpotSpikes unpack(SpikeSettings settings, byte @Nullable [] packed) {
        SpotSpikes spikes = new SpotSpikes(settings);
        if (packed == null) {
            return spikes;
        }
        StateReader in = new StateReader(packed);
        int version = in.getByte();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "the spikes of a place were packed in version " + version + ", but this release reads version "
                            + VERSION + "; restore with the release that wrote them, or a later one");
        }
        spikes.newestMillis = in.getSigned();
        spikes.quiet = detector(settings, in.getBytes());
        for (int left = in.getCountOf(2); left > 0; left--) {
            String type = in.getPresentText();
            long metMillis = in.getSigned();
            spikes.byType.put(type, new Watched(detector(settings, in.getBytes()), metMillis));
        }
        return spikes;
    }

    private static SpikeDetector detector(SpikeSettings settings, byte[] packed) {
        return SpikeDetector.unpack(settings, SeriesKind.COUNT, Grain.SLICE_MILLIS, packed);
    }
}
