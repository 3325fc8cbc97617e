package io.flywheel.benchmarks;

import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.jspecify.annotations.Nullable;

/** The bytes that the job itself keeps: what remains of a peer's cost once serialization is as lean as ours. */
final class PackedForm implements StateForm<byte[]> {

    private static final long serialVersionUID = 1;

    private final int decayFingerprint;
    private transient @Nullable CustomerStateLayout layout;

    PackedForm(int decayFingerprint) {
        this.decayFingerprint = decayFingerprint;
    }

    @Override
    public ValueStateDescriptor<byte[]> descriptor() {
        return new ValueStateDescriptor<>("customer", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    @Override
    public CustomerState read(byte[] kept) {
        return layout().read(kept);
    }

    @Override
    public byte[] write(CustomerState state) {
        return layout().write(state);
    }

    private CustomerStateLayout layout() {
        CustomerStateLayout opened = layout;
        if (opened == null) {
            opened = new CustomerStateLayout(decayFingerprint);
            layout = opened;
        }
        return opened;
    }
}
