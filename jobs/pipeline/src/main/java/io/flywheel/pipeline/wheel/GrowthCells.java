package io.flywheel.pipeline.wheel;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.journey.GrowthCounts;
import java.time.Duration;
import java.util.List;

/** Cells of growth accounting: a day each, in one series. */
public final class GrowthCells implements CellRules<GrowthCounts> {

    private static final long serialVersionUID = 1;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** All customers. */
    static final String SERIES = "all";

    @Override
    public void spread(CellDelta delta, Taker<GrowthCounts> taker) {
        taker.take(delta.from(), read(delta.content()));
    }

    @Override
    public List<Long> cellsAt(long atMillis, long afterEndMillis) {
        return List.of(Math.floorDiv(atMillis, DAY), Math.floorDiv(atMillis - afterEndMillis, DAY) - 1);
    }

    @Override
    public long beginsAtMillis(long cell) {
        return cell * DAY;
    }

    @Override
    public long endsAtMillis(long cell) {
        return (cell + 1) * DAY;
    }

    @Override
    public GrowthCounts plus(GrowthCounts one, GrowthCounts other) {
        return one.plus(other);
    }

    @Override
    public boolean isNothing(GrowthCounts content) {
        return content.isZero();
    }

    @Override
    public byte[] write(GrowthCounts content) {
        return pack(content);
    }

    @Override
    public GrowthCounts read(byte[] packed) {
        return unpack(packed);
    }

    static byte[] pack(GrowthCounts counts) {
        StateWriter out = new StateWriter();
        out.putSigned(counts.fresh());
        out.putSigned(counts.retained());
        out.putSigned(counts.resurrected());
        out.putSigned(counts.churned());
        out.putSigned(counts.dau());
        return out.toBytes();
    }

    /** The counts of a row. */
    public static GrowthCounts unpack(byte[] packed) {
        StateReader in = new StateReader(packed);
        return new GrowthCounts(in.getSigned(), in.getSigned(), in.getSigned(), in.getSigned(), in.getSigned());
    }
}
