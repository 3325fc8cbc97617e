package io.flywheel.pipeline.names;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.quality.QualityWindow;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Every state and timer and the name that savepoints know it by. Names may be added, never changed. */
public final class States {

    /** The timers of customers: when a band changes by itself. */
    public static final String BAND_CROSSING = "band-crossing";

    /** The timers of quality windows: when an hour is forgotten. */
    public static final String FORGET_WINDOW = "forget-window";

    /** The timers of customers of the wheel: when silence changes a stage. */
    public static final String SILENT_CHANGE = "silent-change";

    /** The timers of windows and days: when one begins, and when it is over. */
    public static final String CELL_DUE = "cell-due";

    /** The timers of records that wait: when the time of their sender has come. */
    public static final String TIME_OF_SENDER = "time-of-sender";

    private States() {}

    /** What the wheel knows of one customer, packed: io.flywheel.domain.wheel.WheelCustomerLayout. */
    public static ValueStateDescriptor<byte[]> wheelCustomer() {
        return new ValueStateDescriptor<>("wheel-customer", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** The windows or days of one series, packed. */
    public static MapStateDescriptor<Long, byte[]> cells() {
        return new MapStateDescriptor<>("cells", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** One customer, packed: io.flywheel.domain.customer.CustomerStateLayout. */
    public static ValueStateDescriptor<byte[]> customer() {
        return new ValueStateDescriptor<>("customer", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** The alerts of one customer or series, packed: io.flywheel.domain.alert.AlertBook. */
    public static ValueStateDescriptor<byte[]> alerts() {
        return new ValueStateDescriptor<>("alerts", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** The latest accepted version of each thing that people decided. */
    public static ListStateDescriptor<ControlRecord> decisions() {
        return new ListStateDescriptor<>("decisions", TypeInformation.of(ControlRecord.class));
    }

    /** What the broadcast of decisions would keep. It keeps nothing: who opens reads the control topic. */
    public static MapStateDescriptor<Void, Void> broadcastDecisions() {
        return new MapStateDescriptor<>("broadcast-decisions", Types.VOID, Types.VOID);
    }

    /** How far those behind a stop were told that it has come, a number a subtask. */
    public static ListStateDescriptor<Long> progressTold() {
        return new ListStateDescriptor<>("progress-told", Types.LONG);
    }

    /** Windows of one series that a rule reads and that are not over, packed: io.flywheel.domain.wheel.window.WindowTotals. */
    public static MapStateDescriptor<Long, byte[]> awaitedWindows() {
        return new MapStateDescriptor<>(
                "awaited-windows", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** What is usual at one place that may rub, packed: io.flywheel.domain.spike.SpotSpikes. */
    public static ValueStateDescriptor<byte[]> spotSpikes() {
        return new ValueStateDescriptor<>("spot-spikes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** Five minutes of one place that are not over, packed: io.flywheel.domain.wheel.spot.SpotTotals. */
    public static MapStateDescriptor<Long, byte[]> awaitedHotspots() {
        return new MapStateDescriptor<>(
                "awaited-hotspots", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** Records of one key that wait for the time of their sender, one after another: io.flywheel.pipeline.relay.HeldForm. */
    public static MapStateDescriptor<Long, byte[]> heldRecords() {
        return new MapStateDescriptor<>(
                "held-records", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** One hour of one stream. */
    public static ValueStateDescriptor<QualityWindow> qualityWindow() {
        return new ValueStateDescriptor<>("quality-window", TypeInformation.of(QualityWindow.class));
    }
}
