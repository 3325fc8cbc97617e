package io.flywheel.local.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint or checkpoint holds.
 *
 * <p><b>Units:</b> bytes as they are written: keys, values and offsets for what has entries, files else.
 *
 * @param entriesCounted whether entries and customers could be read one by one; false for a checkpoint in a state backend's own form
 * @param customers the largest first, as many as were asked for
 */
public record StateInspection(
        String savepoint,
        long checkpointId,
        long bytes,
        boolean entriesCounted,
        List<HeldOperator> operators,
        List<CustomerBytes> customers) {

    public StateInspection {
        operators = List.copyOf(operators);
        customers = List.copyOf(customers);
    }

    /**
     * The part of one operator.
     *
     * @param uid its name in savepoints; its hash for one that this build does not know
     * @param name its name for people, empty when the savepoint does not tell
     */
    public record HeldOperator(
            String uid, String name, int parallelism, int maxParallelism, long bytes, List<HeldState> states) {

        public HeldOperator {
            states = List.copyOf(states);
        }
    }

    /**
     * One state of an operator.
     *
     * @param kind value, map, list or timers for keyed state; list for the state of an operator
     * @param entries how many there are; null where they could not be read one by one
     */
    public record HeldState(
            String name,
            String kind,
            String type,
            @Nullable Long entries,
            @Nullable Long bytes) {}

    /** All that the operators hold of one customer. */
    public record CustomerBytes(String customer, long bytes) {}
}
