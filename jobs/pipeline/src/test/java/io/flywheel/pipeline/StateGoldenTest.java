package io.flywheel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.quality.QualityWindow;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.rehearsal.GoldenFile;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** State that a release has written is readable by every later one. Golden files of the packed customer lie beside the layout, in the rules. */
class StateGoldenTest {

    private static final String VERSION_1 = "golden/quality-window/v1";
    private static final QualityWindow WINDOW = new QualityWindow(
            "deals", 1_767_614_400_000L, 22, 11, 2, 3, 6, Map.of("MALFORMED", 6L), Map.of("mystery", 5L));

    @Test
    void theFirstReleasesQualityWindowIsReadable() throws IOException {
        TypeSerializer<QualityWindow> now = serializer();
        byte[] snapshot = GoldenFile.named(VERSION_1 + ".snapshot").bytesOr(snapshot(now));
        byte[] bytes = GoldenFile.named(VERSION_1 + ".bytes").bytesOr(bytes(now, WINDOW));

        TypeSerializerSnapshot<QualityWindow> then = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(snapshot), getClass().getClassLoader());
        var compatibility = now.snapshotConfiguration().resolveSchemaCompatibility(then);
        assertThat(compatibility.isIncompatible()).isFalse();
        assertThat(then.restoreSerializer().deserialize(new DataInputDeserializer(bytes)))
                .isEqualTo(WINDOW);
    }

    @Test
    void aQualityWindowIsWrittenAsTheFirstReleaseDid() throws IOException {
        byte[] bytes = bytes(serializer(), WINDOW);
        assertThat(bytes)
                .as("a new form of the bytes is a new golden file beside the old ones")
                .isEqualTo(GoldenFile.named(VERSION_1 + ".bytes").bytesOr(bytes));
    }

    @Test
    void aPersistedRecordAcceptsWhatAnOldSavepointLacks() throws ReflectiveOperationException {
        QualityWindow empty = withDefaults(QualityWindow.class);
        assertThat(empty.rejectedByReason()).isEmpty();
        assertThat(empty.unmappedTypes()).isEmpty();
        assertThat(empty.received()).isZero();
    }

    private static TypeSerializer<QualityWindow> serializer() {
        ValueStateDescriptor<QualityWindow> state = States.qualityWindow();
        state.initializeSerializerUnlessSet(new ExecutionConfig());
        return state.getSerializer();
    }

    private static byte[] snapshot(TypeSerializer<QualityWindow> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        return out.getCopyOfBuffer();
    }

    private static byte[] bytes(TypeSerializer<QualityWindow> serializer, QualityWindow window) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(window, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T withDefaults(Class<T> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable
        Object[] values = Arrays.stream(types)
                .map(component -> component == long.class ? (Object) 0L : null)
                .toArray();
        Constructor<T> canonical = type.getDeclaredConstructor(types);
        return canonical.newInstance(values);
    }
}
