package io.flywheel.pipeline.names;

import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.CellDelta;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** Every side output. */
public final class Tags {

    /** Records that could not be taken. */
    public static final OutputTag<Refusal> REFUSED = new OutputTag<>("refused", TypeInformation.of(Refusal.class));

    /** Records that came too late. */
    public static final OutputTag<LateRecord> LATE = new OutputTag<>("late", TypeInformation.of(LateRecord.class));

    /** What became of records, in numbers. */
    public static final OutputTag<QualityCount> COUNTS =
            new OutputTag<>("counts", TypeInformation.of(QualityCount.class));

    /** What activities mean. */
    public static final OutputTag<Signal> SIGNALS = new OutputTag<>("signals", TypeInformation.of(Signal.class));

    /** What customers add to windows of the wheel. */
    public static final OutputTag<CellDelta> WINDOW_DELTAS =
            new OutputTag<>("window-deltas", TypeInformation.of(CellDelta.class));

    /** What customers add to days of growth accounting. */
    public static final OutputTag<CellDelta> GROWTH_DELTAS =
            new OutputTag<>("growth-deltas", TypeInformation.of(CellDelta.class));

    /** What customers add to the places that may rub. */
    public static final OutputTag<CellDelta> SPOT_DELTAS =
            new OutputTag<>("spot-deltas", TypeInformation.of(CellDelta.class));

    private Tags() {}
}
