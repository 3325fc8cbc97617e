package io.flywheel.local.state;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;
import org.apache.flink.util.StateMigrationException;

/**
 * The entries of an operator's keyed state in a savepoint of canonical form, one by one, as each state backend reads them when it is restored.
 *
 * <p><b>Errors:</b> {@link IOException} for files that are missing or not whole.
 */
final class StateEntries {

    private final SavedOperator operator;
    private final ClassLoader build;

    StateEntries(SavedOperator operator, ClassLoader build) {
        this.operator = operator;
        this.build = build;
    }

    /** Hears each entry. */
    interface Reader {

        /**
         * One entry.
         *
         * @param key what the key says; empty for timers, whose key is not told
         * @param value as it was written
         * @param bytes of key and value
         */
        void read(String state, String key, byte[] value, long bytes);
    }

    void forEach(Reader reader) throws IOException {
        if (operator.keys().isEmpty()) {
            return;
        }
        TypeSerializer<Object> keys = keySerializer();
        try (ThrowingIterator<SavepointRestoreResult> handles = new FullSnapshotRestoreOperation<>(
                        KeyGroupRange.of(0, operator.maxParallelism() - 1),
                        build,
                        operator.keyedHandles(),
                        StateSerializerProvider.fromNewRegisteredSerializer(keys))
                .restore()) {
            while (handles.hasNext()) {
                SavepointRestoreResult handle = handles.next();
                read(handle, keys, reader);
            }
        } catch (StateMigrationException e) {
            throw new IOException("the keys are not of the type that the savepoint says", e);
        }
    }

    private void read(SavepointRestoreResult handle, TypeSerializer<Object> keys, Reader reader)
            throws IOException, StateMigrationException {
        List<StateMetaInfoSnapshot> states = handle.getStateMetaInfoSnapshots();
        try (ThrowingIterator<KeyGroup> groups = handle.getRestoredKeyGroups()) {
            while (groups.hasNext()) {
                try (ThrowingIterator<KeyGroupEntry> entries = groups.next().getKeyGroupEntries()) {
                    while (entries.hasNext()) {
                        KeyGroupEntry entry = entries.next();
                        StateMetaInfoSnapshot state = states.get(entry.getKvStateId());
                        reader.read(
                                state.getName(),
                                key(state, entry.getKey(), keys),
                                entry.getValue(),
                                (long) entry.getKey().length + entry.getValue().length);
                    }
                }
            }
        }
    }

    private String key(StateMetaInfoSnapshot state, byte[] written, TypeSerializer<Object> keys) throws IOException {
        if (state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE) {
            return "";
        }
        int prefix = CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(operator.maxParallelism());
        TypeSerializer<?> namespaces = state.getTypeSerializerSnapshot(CommonSerializerKeys.NAMESPACE_SERIALIZER)
                .restoreSerializer();
        DataInputDeserializer in = new DataInputDeserializer(written, prefix, written.length - prefix);
        return CompositeKeySerializationUtils.readKey(
                        keys, in, CompositeKeySerializationUtils.isAmbiguousKeyPossible(keys, namespaces))
                .toString();
    }

    @SuppressWarnings("unchecked") // keys are only written as text
    private TypeSerializer<Object> keySerializer() {
        return (TypeSerializer<Object>) operator.keys().orElseThrow().restoreSerializer();
    }
}
