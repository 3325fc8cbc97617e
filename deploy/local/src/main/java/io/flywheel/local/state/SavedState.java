package io.flywheel.local.state;

import java.util.Locale;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/**
 * One state of an operator as a savepoint describes it.
 *
 * @param kind value, map, list, timers; union or broadcast for the state of an operator that goes to all subtasks
 * @param type of the values, in the words of {@link StateTypes}
 */
record SavedState(String name, String kind, String type, TypeSerializerSnapshot<?> values) {

    static SavedState of(StateMetaInfoSnapshot told) {
        TypeSerializerSnapshot<?> values = told.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
        return new SavedState(told.getName(), kind(told), StateTypes.word(values), values);
    }

    private static String kind(StateMetaInfoSnapshot told) {
        BackendStateType form = told.getBackendStateType();
        return switch (form) {
            case KEY_VALUE, KEY_VALUE_V2 -> lower(told.getOption(CommonOptionsKeys.KEYED_STATE_TYPE));
            case OPERATOR ->
                lower(told.getOption(CommonOptionsKeys.OPERATOR_STATE_DISTRIBUTION_MODE))
                        .replace("split_distribute", "list");
            case BROADCAST -> "broadcast";
            case PRIORITY_QUEUE -> "timers";
        };
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
