package io.flywheel.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.TimerSerializer;

/** The types of states in words, and the serializers that these words stand for in a build. */
final class StateTypes {

    private static final String RECORD = "record ";
    private static final String MAP = "map of ";
    private static final String TO = " to ";
    private static final Map<String, TypeSerializer<?>> PLAIN = Map.of(
            "byte[]", BytePrimitiveArraySerializer.INSTANCE,
            "string", StringSerializer.INSTANCE,
            "long", LongSerializer.INSTANCE,
            "void", VoidSerializer.INSTANCE);

    private StateTypes() {}

    static String word(TypeSerializerSnapshot<?> written) {
        return word(written.restoreSerializer());
    }

    private static String word(TypeSerializer<?> serializer) {
        if (serializer instanceof MapSerializer<?, ?> map) {
            return MAP + word(map.getKeySerializer()) + TO + word(map.getValueSerializer());
        }
        if (serializer instanceof ListSerializer<?> list) {
            return "list of " + word(list.getElementSerializer());
        }
        if (serializer instanceof PojoSerializer<?> pojo) {
            return RECORD + className(pojo);
        }
        if (serializer instanceof TimerSerializer<?, ?>) {
            return "timer";
        }
        return PLAIN.entrySet().stream()
                .filter(plain -> plain.getValue().equals(serializer))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> serializer.getClass().getSimpleName());
    }

    /** The first thing that the description of such a type says; the serializer itself does not tell. */
    private static String className(PojoSerializer<?> serializer) {
        try {
            DataOutputSerializer written = new DataOutputSerializer(256);
            serializer.snapshotConfiguration().writeSnapshot(written);
            return new DataInputDeserializer(written.getCopyOfBuffer()).readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException("a type can not be described in memory", e);
        }
    }

    /** What a build reads a type with; empty for types that only Flink or a connector makes. */
    static Optional<TypeSerializer<?>> serializer(String word, ClassLoader build) {
        if (word.startsWith(MAP)) {
            int to = word.indexOf(TO);
            return serializer(word.substring(MAP.length(), to), build)
                    .flatMap(keys -> serializer(word.substring(to + TO.length()), build)
                            .map(values -> new MapSerializer<>(keys, values)));
        }
        if (word.startsWith(RECORD)) {
            try {
                Class<?> type = Class.forName(word.substring(RECORD.length()), false, build);
                return Optional.of(TypeInformation.of(type).createSerializer(new SerializerConfigImpl()));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("the build names a record that it does not hold: " + word, e);
            }
        }
        return Optional.ofNullable(PLAIN.get(word));
    }

    /** Whether Flink would read what was written with this type; after a migration counts as yes. */
    static boolean reads(TypeSerializer<?> now, TypeSerializerSnapshot<?> written) {
        return !resolve(now.snapshotConfiguration(), written);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the two are of one type only if they agree, which is the question
    private static boolean resolve(TypeSerializerSnapshot<?> now, TypeSerializerSnapshot<?> written) {
        return ((TypeSerializerSnapshot) now)
                .resolveSchemaCompatibility(written)
                .isIncompatible();
    }
}
