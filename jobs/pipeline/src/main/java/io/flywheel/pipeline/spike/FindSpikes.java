package io.flywheel.pipeline.spike;

import io.flywheel.domain.spike.SpikeSettings;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.spike.SpotSpikes;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.HotspotCells;
import io.flywheel.pipeline.wheel.WindowCells;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Holds each five minutes of each place against what is usual there, once they are over.
 *
 * <p><b>Shape:</b> keyed by place; the time must not overtake the rows. What comes for five minutes that are over changes nothing.
 *
 * <p><b>Source:</b> docs/reference/spikes.md, "Places".
 */
@SuppressWarnings("NullAway.Init") // Flink opens a function before it hands it anything
public final class FindSpikes extends KeyedProcessFunction<String, CellRow, SpotReading> {

    private static final long serialVersionUID = 1;
    private static final long DAY_MILLIS = Grain.DAY.lengthMillis();

    private transient HotspotCells cells;
    private transient ValueState<byte[]> places;
    private transient MapState<Long, byte[]> awaited;
    private transient Counter tooLate;
    private transient Counter begun;

    @Override
    public void open(OpenContext context) {
        cells = new HotspotCells();
        places = getRuntimeContext().getState(States.spotSpikes());
        awaited = getRuntimeContext().getMapState(States.awaitedHotspots());
        tooLate = Metrics.SPIKES_TOO_LATE.counter(getRuntimeContext().getMetricGroup());
        begun = Metrics.SPIKES_BEGUN.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(CellRow row, Context context, Collector<SpotReading> out) throws Exception {
        byte[] content = row.content();
        Window window = HotspotCells.window(row.cell());
        if (content == null || window.grain() != Grain.FIVE_MINUTES) {
            return;
        }
        if (window.endMillis() <= context.timerService().currentWatermark()) {
            tooLate.inc();
            return;
        }
        awaited.put(row.cell(), content);
        context.timerService().registerEventTimeTimer(window.endMillis());
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<SpotReading> out) throws Exception {
        // at the end of all input no five minutes are over that were not before
        if (context.timerService().currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp()) {
            return;
        }
        Window window = new Window(Grain.FIVE_MINUTES, atMillis);
        long cell = WindowCells.cell(window);
        byte[] content = awaited.get(cell);
        byte[] packed = places.value();
        if (content != null) {
            awaited.remove(cell);
            SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, packed);
            place.close(
                    Spot.ofKey(context.getCurrentKey()),
                    window.startMillis(),
                    cells.read(content),
                    reading -> tell(reading, out));
            places.update(place.pack());
            context.timerService().registerEventTimeTimer(endOfDay(place.forgetAtMillis()));
        } else {
            forgetIfDue(packed, atMillis);
        }
    }

    private void forgetIfDue(byte @Nullable [] packed, long atMillis) throws Exception {
        if (packed != null && SpotSpikes.unpack(SpikeSettings.DEFAULT, packed).forgetAtMillis() <= atMillis) {
            places.clear();
        }
    }

    /** One timer a day at most, however many five minutes of it there are. */
    private static long endOfDay(long atMillis) {
        return (Math.floorDiv(atMillis, DAY_MILLIS) + 1) * DAY_MILLIS;
    }

    private void tell(SpotReading reading, Collector<SpotReading> out) {
        if (reading.spike().begins()) {
            begun.inc();
        }
        out.collect(reading);
    }
}
