package io.flywheel.pipeline.customer;

import io.flywheel.domain.activity.Activity;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to carry activities with {@link ActivitySerializer}. */
public final class ActivityTypeInfo extends TypeInformation<Activity> {

    public static final ActivityTypeInfo INSTANCE = new ActivityTypeInfo();

    private static final long serialVersionUID = 1;

    private ActivityTypeInfo() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Activity> getTypeClass() {
        return Activity.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Activity> createSerializer(SerializerConfig config) {
        return ActivitySerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Activity";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivityTypeInfo;
    }

    @Override
    public int hashCode() {
        return ActivityTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ActivityTypeInfo;
    }
}
