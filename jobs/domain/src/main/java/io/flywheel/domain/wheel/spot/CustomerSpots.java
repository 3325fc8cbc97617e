package io.flywheel.domain.wheel.spot;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.wheel.window.Grain;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where one customer was, and where it rubbed, as far as more can still come.
 *
 * <p>A customer counts once a place and window, however often they were there or it rubbed. A finding rubs without the customer being there for it.
 *
 * <p><b>Shape:</b> mutable, one instance a customer; days are settled as a whole, and nothing is left of those that are. Any order of the same signals tells the same sums.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Hotspots".
 */
public final class CustomerSpots {

    /** The grains that hotspots are told by, all of them parts of a day. Their places are persisted in flight: append only. */
    public static final List<Grain> GRAINS = List.of(Grain.FIVE_MINUTES, Grain.HOUR, Grain.DAY);

    private static final int EVERY_GRAIN = (1 << GRAINS.size()) - 1;
    private static final int LEAST_BYTES = 4;

    private final Map<Spot, Kept> spots = new TreeMap<>();

    /** What is kept of a place: when the customer was there, and when it rubbed, by type of signal. */
    private static final class Kept {
        private SliceCounts presence = new SliceCounts();
        private final Map<String, SliceCounts> frictions = new TreeMap<>();

        boolean isEmpty() {
            return presence.isEmpty() && frictions.isEmpty();
        }

        void settle(int firstOpenSlice) {
            presence.settle(firstOpenSlice);
            frictions.values().forEach(counts -> counts.settle(firstOpenSlice));
            frictions.values().removeIf(SliceCounts::isEmpty);
        }
    }

    /** Takes one signal, which was not taken before; {@code beginsSession} tells that it is the first record of an event that begins one. */
    public void fold(Signal signal, boolean beginsSession, SpotListener out) {
        boolean isPresent = !signal.facts().kind().isDerived();
        boolean rubs = signal.kind() == SignalKind.IMPULSE && signal.side() == Side.FRICTION;
        if (!isPresent && !rubs) {
            return;
        }
        int slice = Grain.sliceOf(signal.occurredAtMillis());
        for (SpotDimension dimension : SpotDimension.values()) {
            String value = dimension.valueOf(signal);
            if (value == null) {
                continue;
            }
            Spot spot = new Spot(dimension, value);
            Kept kept = spots.computeIfAbsent(spot, its -> new Kept());
            if (isPresent && kept.presence.countAt(slice) == 0) {
                tell(out, spot, slice, kept.presence.countIn(slice), SpotTotals.exposure(1, 0));
            }
            if (beginsSession && dimension.sessionsKnown()) {
                tell(out, spot, slice, EVERY_GRAIN, SpotTotals.exposure(0, 1));
            }
            if (rubs) {
                rub(kept, spot, signal.signalType(), slice, signal.weightThousandths(), out);
                rub(kept, spot, SpotTotals.EVERY_TYPE, slice, signal.weightThousandths(), out);
            }
        }
    }

    private static void rub(Kept kept, Spot spot, String type, int slice, long thousandths, SpotListener out) {
        SliceCounts counts = kept.frictions.computeIfAbsent(type, its -> new SliceCounts());
        tell(out, spot, slice, counts.countIn(slice), SpotTotals.friction(type, new SpotFriction(0, 0, 1)));
        tell(out, spot, slice, EVERY_GRAIN, SpotTotals.friction(type, new SpotFriction(1, thousandths, 0)));
    }

    /** Undoes the impulse that the finding of a retraction told; one that was never counted here is left alone. */
    public void takeBack(Signal retraction, SpotListener out) {
        int slice = Grain.sliceOf(retraction.occurredAtMillis());
        for (SpotDimension dimension : SpotDimension.values()) {
            String value = dimension.valueOf(retraction);
            Kept kept = value == null ? null : spots.get(new Spot(dimension, value));
            if (value != null && kept != null) {
                Spot spot = new Spot(dimension, value);
                ease(kept, spot, retraction.signalType(), slice, retraction.weightThousandths(), out);
                ease(kept, spot, SpotTotals.EVERY_TYPE, slice, retraction.weightThousandths(), out);
                if (kept.isEmpty()) {
                    spots.remove(spot);
                }
            }
        }
    }

    private static void ease(Kept kept, Spot spot, String type, int slice, long thousandths, SpotListener out) {
        SliceCounts counts = kept.frictions.get(type);
        if (counts == null || counts.countAt(slice) == 0) {
            return;
        }
        tell(out, spot, slice, counts.countOut(slice), SpotTotals.friction(type, new SpotFriction(0, 0, -1)));
        tell(out, spot, slice, EVERY_GRAIN, SpotTotals.friction(type, new SpotFriction(-1, -thousandths, 0)));
        if (counts.isEmpty()) {
            kept.frictions.remove(type);
        }
    }

    private static void tell(SpotListener out, Spot spot, int slice, int grains, SpotTotals delta) {
        if (grains != 0) {
            out.add(spot, slice, grains, delta);
        }
    }

    /** Forgets the days before a horizon, of which nothing comes any more. */
    public void settle(long horizonMillis) {
        long day = Math.floorDiv(horizonMillis, Grain.DAY.lengthMillis());
        long slice = day * (Grain.DAY.lengthMillis() / Grain.SLICE_MILLIS);
        int firstOpenSlice = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, slice));
        spots.values().forEach(kept -> kept.settle(firstOpenSlice));
        spots.values().removeIf(Kept::isEmpty);
    }

    public void write(StateWriter out) {
        out.putCount(spots.size());
        spots.forEach((spot, kept) -> {
            out.putByte(spot.dimension().ordinal());
            out.putText(spot.value());
            kept.presence.write(out);
            out.putCount(kept.frictions.size());
            kept.frictions.forEach((type, counts) -> {
                out.putText(type);
                counts.write(out);
            });
        });
    }

    public static CustomerSpots read(StateReader in) {
        CustomerSpots read = new CustomerSpots();
        SpotDimension[] dimensions = SpotDimension.values();
        for (int left = in.getCountOf(LEAST_BYTES); left > 0; left--) {
            Kept kept = new Kept();
            read.spots.put(new Spot(dimensions[in.getByte()], in.getPresentText()), kept);
            kept.presence = SliceCounts.read(in);
            for (int types = in.getCountOf(2); types > 0; types--) {
                kept.frictions.put(in.getPresentText(), SliceCounts.read(in));
            }
        }
        return read;
    }
}
