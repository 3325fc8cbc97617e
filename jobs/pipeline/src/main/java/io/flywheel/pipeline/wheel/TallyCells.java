package io.flywheel.pipeline.wheel;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.stop.Emission;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the cells of a table and sends those that changed, again whenever something late changes them.
 *
 * <p>Deltas gather on the heap and reach the state backend once per emission, so a cell that a thousand customers change in a second is read and written once. A cell has a row from its
 * beginning on; one that lies in the future waits for its timer. When nothing can change it any more it is sent for the last time and forgotten.
 *
 * <p><b>Shape:</b> keyed by series. Before a barrier passes, everything that gathered is in the state and its rows are sent.
 *
 * <p><b>Source:</b> docs/reference/wheel.md; docs/decisions/0011-wheel-from-signals.md.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it hands it anything
public final class TallyCells<T> extends AbstractStreamOperator<CellRow>
        implements OneInputStreamOperator<CellDelta, CellRow>, Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1;

    private final String stage;
    private final CellRules<T> rules;
    private final WheelSettings settings;

    private transient MapState<Long, byte[]> cells;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Map<String, Map<Long, Change<T>>> gathered;
    private transient Counter rows;
    private transient Counter tooLate;
    private transient Emission emission;

    /** What is to be added to a cell; null content only asks for its row. */
    private static final class Change<T> {
        @Nullable
        T content;

        /** Whether the content is a sum made here, and not the share of a delta that lies in other cells too. */
        boolean isOwn;

        void add(T share, CellRules<T> rules) {
            T before = content;
            if (before == null) {
                content = share;
            } else {
                content = isOwn ? rules.add(before, share) : rules.plus(before, share);
                isOwn = true;
            }
        }
    }

    public TallyCells(String stage, CellRules<T> rules, WheelSettings settings) {
        this.stage = stage;
        this.rules = rules;
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        cells = getRuntimeContext().getMapState(States.cells());
        timers = getInternalTimerService(States.CELL_DUE, VoidNamespaceSerializer.INSTANCE, this);
        gathered = new LinkedHashMap<>();
        rows = Metrics.CELL_ROWS.counter(getMetricGroup());
        tooLate = Metrics.CELLS_TOO_LATE.counter(getMetricGroup());
        emission = new Emission(
                getProcessingTimeService(),
                settings,
                stage,
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                this::sendWhatWaits,
                progress -> output.collect(new StreamRecord<>(CellRow.of(progress))));
        // a snapshot holds no watermark: until the first one, what is a revision can not be told
        emission.begin(emission::knowsTheTime);
    }

    /** The key is set by hand, once per series and emission. */
    @Override
    @SuppressWarnings("rawtypes") // as Flink declares it
    public void setKeyContextElement1(StreamRecord element) {}

    @Override
    public void processElement(StreamRecord<CellDelta> element) {
        CellDelta delta = element.getValue();
        Map<Long, Change<T>> ofSeries = gathered.computeIfAbsent(delta.series(), series -> new LinkedHashMap<>());
        rules.spread(delta, (cell, content) -> {
            if (isOver(cell)) {
                tooLate.inc();
                return;
            }
            ofSeries.computeIfAbsent(cell, its -> new Change<>()).add(content, rules);
        });
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
            emission.now();
            output.emitWatermark(mark);
            return;
        }
        emission.advance(mark.getTimestamp());
        super.processWatermark(mark);
        emission.ifDue();
    }

    /** A cell begins or is over: its row is due with the next emission. */
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        setCurrentKey(timer.getKey());
        Map<Long, Change<T>> ofSeries = gathered.computeIfAbsent(timer.getKey(), series -> new LinkedHashMap<>());
        for (Long cell : rules.cellsAt(timer.getTimestamp(), settings.memoryMillis())) {
            if (cells.contains(cell)) {
                ofSeries.computeIfAbsent(cell, its -> new Change<>());
            }
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no timer of processing time is ever set");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        emission.now();
    }

    @Override
    public void finish() throws Exception {
        emission.now();
        super.finish();
    }

    private void sendWhatWaits() throws Exception {
        for (Map.Entry<String, Map<Long, Change<T>>> series : gathered.entrySet()) {
            setCurrentKey(series.getKey());
            for (Map.Entry<Long, Change<T>> cell : series.getValue().entrySet()) {
                update(series.getKey(), cell.getKey(), cell.getValue().content);
            }
        }
        gathered.clear();
    }

    private void update(String series, long cell, @Nullable T change) throws Exception {
        byte[] packed = cells.get(cell);
        Kept<T> kept = packed == null ? new Kept<>() : Kept.read(packed, rules);
        T content = sum(kept.content, change);
        if (content == null) {
            return;
        }
        // what was sent has begun, though a restored stop may not know the time yet
        boolean hasBegun = kept.isSent || rules.beginsAtMillis(cell) <= emission.watermark();
        boolean isOver = isOver(cell);
        boolean isChanged = change != null && !rules.isNothing(change);
        if (isChanged && kept.isSent && rules.endsAtMillis(cell) <= emission.watermark()) {
            kept.revision++;
        }
        if (hasBegun && (isChanged || !kept.isSent || isOver) && (kept.isSent || !rules.isNothing(content))) {
            kept.isSent = true;
            rows.inc();
            output.collect(new StreamRecord<>(CellRow.of(series, cell, rules.write(content), kept.revision, isOver)));
        }
        if (isOver) {
            if (packed != null) {
                cells.remove(cell);
            }
            return;
        }
        if (packed == null) {
            wakeFor(cell, hasBegun);
        }
        if (packed == null || isChanged || hasBegun) {
            kept.content = content;
            cells.put(cell, kept.write(rules));
        }
    }

    private void wakeFor(long cell, boolean hasBegun) {
        if (!hasBegun) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, rules.beginsAtMillis(cell));
        }
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, rules.endsAtMillis(cell) + settings.memoryMillis());
    }

    private @Nullable T sum(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return rules.plus(one, other);
    }

    /** Whether nothing can change a cell any more. */
    private boolean isOver(long cell) {
        return emission.watermark() >= rules.endsAtMillis(cell) + settings.memoryMillis();
    }

    /** A cell in the state backend: count of revisions and whether it was sent, then its content. */
    private static final class Kept<T> {
        private @Nullable T content;
        private int revision;
        private boolean isSent;

        byte[] write(CellRules<T> rules) {
            T its = content;
            if (its == null) {
                throw new IllegalStateException("a cell without content is not kept");
            }
            StateWriter out = new StateWriter();
            out.putCount(revision);
            out.putByte(isSent ? 1 : 0);
            out.putBytes(rules.write(its));
            return out.toBytes();
        }

        static <T> Kept<T> read(byte[] packed, CellRules<T> rules) {
            StateReader in = new StateReader(packed);
            Kept<T> kept = new Kept<>();
            kept.revision = in.getCount();
            kept.isSent = in.getByte() == 1;
            kept.content = rules.read(in.getBytes());
            return kept;
        }
    }
}
