package io.flywheel.local.state;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.AbstractIncrementalStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.SavepointKeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.jspecify.annotations.Nullable;

/**
 * The part of one operator in a savepoint: what it is called and what its states are, from the heads of its files.
 *
 * <p><b>Errors:</b> {@link IOException} for a file that is missing or holds something else, for example a record that the build does not know.
 */
final class SavedOperator {

    private final OperatorState saved;
    private final Map<String, SavedState> states = new LinkedHashMap<>();
    private @Nullable TypeSerializerSnapshot<?> keys;

    SavedOperator(OperatorState saved, ClassLoader build) throws IOException {
        this.saved = saved;
        for (OperatorSubtaskState subtask : saved.getStates()) {
            for (KeyedStateHandle handle : keyed(subtask).toList()) {
                readKeyed(handle, build);
            }
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                readOperator(handle, build);
            }
        }
    }

    private static Stream<KeyedStateHandle> keyed(OperatorSubtaskState subtask) {
        return subtask.getManagedKeyedState().stream();
    }

    private void readKeyed(KeyedStateHandle handle, ClassLoader build) throws IOException {
        StreamStateHandle head;
        if (handle instanceof KeyGroupsStateHandle groups) {
            head = groups;
        } else if (handle instanceof AbstractIncrementalStateHandle incremental) {
            head = incremental.getMetaDataStateHandle();
        } else {
            throw new IOException("keyed state in the form " + handle.getClass().getSimpleName() + " is not known");
        }
        KeyedBackendSerializationProxy<Object> told = new KeyedBackendSerializationProxy<>(build);
        try (InputStream in = head.openInputStream()) {
            told.read(new DataInputViewStreamWrapper(in));
        }
        keys = told.getKeySerializerSnapshot();
        add(told.getStateMetaInfoSnapshots());
    }

    private void readOperator(OperatorStateHandle handle, ClassLoader build) throws IOException {
        OperatorBackendSerializationProxy told = new OperatorBackendSerializationProxy(build);
        try (InputStream in = handle.openInputStream()) {
            told.read(new DataInputViewStreamWrapper(in));
        }
        add(told.getOperatorStateMetaInfoSnapshots());
        add(told.getBroadcastStateMetaInfoSnapshots());
    }

    private void add(Collection<StateMetaInfoSnapshot> told) {
        told.forEach(state -> states.putIfAbsent(state.getName(), SavedState.of(state)));
    }

    /** Flink refuses a savepoint only for operators that hold something. */
    boolean holdsState() {
        return saved.getCoordinatorState() != null
                || saved.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
    }

    boolean isCalled(String uid) {
        return saved.getOperatorID().equals(new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid)));
    }

    /** Its uid where the savepoint tells it, else its hash, which is all that Flink needs. */
    String uid() {
        return saved.getOperatorUid()
                .filter(uid -> !uid.isBlank())
                .orElseGet(() -> saved.getOperatorID().toString());
    }

    String name() {
        return saved.getOperatorName().orElse("");
    }

    int parallelism() {
        return saved.getParallelism();
    }

    int maxParallelism() {
        return saved.getMaxParallelism();
    }

    long bytes() {
        return saved.getStateSize();
    }

    Collection<SavedState> states() {
        return states.values();
    }

    /** How its keys were written; empty for an operator without keyed state. */
    Optional<TypeSerializerSnapshot<?>> keys() {
        return Optional.ofNullable(keys);
    }

    /** Whether its keyed state can be read entry by entry: in a savepoint in canonical form it can, in a state backend's own files not. */
    boolean isReadableByEntry() {
        return saved.getStates().stream()
                .flatMap(SavedOperator::keyed)
                .allMatch(SavepointKeyedStateHandle.class::isInstance);
    }

    List<KeyedStateHandle> keyedHandles() {
        return saved.getStates().stream().flatMap(SavedOperator::keyed).toList();
    }
}
