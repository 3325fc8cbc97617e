package io.flywheel.pipeline.names;

import io.flywheel.domain.quality.QualityWindow;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Every state and timer and the name that savepoints know it by. Names may be added, never changed. */
public final class States {

    /** The timers of customers: when a band changes by itself. */
    public static final String BAND_CROSSING = "band-crossing";

    /** The timers of quality windows: when an hour is forgotten. */
    public static final String FORGET_WINDOW = "forget-window";

    private States() {}

    /** One customer, packed: io.flywheel.domain.customer.CustomerStateLayout. */
    public static ValueStateDescriptor<byte[]> customer() {
        return new ValueStateDescriptor<>("customer", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    /** One hour of one stream. */
    public static ValueStateDescriptor<QualityWindow> qualityWindow() {
        return new ValueStateDescriptor<>("quality-window", TypeInformation.of(QualityWindow.class));
    }
}
