package io.flywheel.local.state;

import io.flywheel.local.state.StateVerdict.Reason;
import io.flywheel.local.state.StateVerdict.StateProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * Compares a savepoint with the contract of a build, by Flink's own rules where Flink has any: operators by the hash of their uid, types by their serializers.
 *
 * <p><b>Source:</b> docs/reference/state.md, "What is checked".
 */
final class StateCheck {

    private static final String RELEASE = "restore with the release that wrote it, or a later one";
    private static final String NAMES =
            "take the old name back; names are never changed, and a new meaning gets a new one";

    /** A packed value begins with its length in four bytes; its first byte is the version of its layout. */
    private static final int LENGTH_BYTES = 4;

    private final StateContract contract;
    private final ClassLoader build;
    private final int maxParallelism;
    private final List<StateProblem> problems = new ArrayList<>();
    private final TreeSet<String> startsEmpty = new TreeSet<>();
    private final TreeSet<String> notChecked = new TreeSet<>();

    StateCheck(StateContract contract, ClassLoader build, int maxParallelism) {
        this.contract = contract;
        this.build = build;
        this.maxParallelism = maxParallelism == 0 ? contract.maxParallelism() : maxParallelism;
        contract.operators().forEach(operator -> startsEmpty.add(operator.uid()));
    }

    void parallelism(int asked) {
        if (asked > maxParallelism) {
            problems.add(new StateProblem(
                    Reason.PARALLELISM,
                    "",
                    "",
                    asked + " subtasks for " + maxParallelism + " key groups",
                    "ask for at most " + maxParallelism));
        }
    }

    void savepoint(Savepoint savepoint) {
        for (SavedOperator operator : savepoint.operators()) {
            Optional<StateContract.Operator> known = LocalState.known(contract, operator);
            known.ifPresent(found -> startsEmpty.remove(found.uid()));
            if (known.isPresent()) {
                compare(operator, known.get(), savepoint.address());
            } else if (operator.holdsState()) {
                problems.add(new StateProblem(
                        Reason.OPERATOR_MISSING,
                        operator.uid(),
                        "",
                        "the savepoint holds " + operator.bytes() + " bytes of operator " + operator.uid()
                                + described(operator.name()) + ", which the build does not have",
                        NAMES));
            }
        }
    }

    private static String described(String name) {
        return name.isEmpty() ? "" : " (" + name + ")";
    }

    private void compare(SavedOperator saved, StateContract.Operator known, String address) {
        if (saved.maxParallelism() != maxParallelism) {
            problems.add(new StateProblem(
                    Reason.MAX_PARALLELISM,
                    known.uid(),
                    "",
                    "the savepoint has " + saved.maxParallelism() + " key groups, the build " + maxParallelism,
                    "keep the max parallelism of the savepoint; it is fixed for the life of the state"));
        }
        if (!readsKeys(saved, known)) {
            return;
        }
        Map<String, Integer> layouts = new HashMap<>();
        for (SavedState state : saved.states()) {
            compare(known, state, layouts);
        }
        if (layouts.isEmpty()) {
            return;
        }
        if (saved.isReadableByEntry()) {
            compareLayouts(saved, known, layouts, address);
        } else {
            notChecked.add("layouts of packed values of " + known.uid()
                    + ": a checkpoint in the form of its state backend is not read entry by entry; take a savepoint");
        }
    }

    private boolean readsKeys(SavedOperator saved, StateContract.Operator known) {
        if (saved.keys().isEmpty()) {
            return true;
        }
        TypeSerializerSnapshot<?> written = saved.keys().orElseThrow();
        boolean reads = serializer(known.keyType())
                .map(now -> StateTypes.reads(now, written))
                .orElse(false);
        if (!reads) {
            problems.add(new StateProblem(
                    Reason.KEY_CHANGED,
                    known.uid(),
                    "",
                    "keys were written as " + StateTypes.word(written) + ", the build reads " + known.keyType(),
                    NAMES));
        }
        return reads;
    }

    private void compare(StateContract.Operator known, SavedState state, Map<String, Integer> layouts) {
        Optional<StateContract.State> found = known.state(state.name());
        if (found.isEmpty()) {
            add(Reason.STATE_MISSING, known, state, "the build reads no state of this name", NAMES);
            return;
        }
        StateContract.State now = found.get();
        if (!now.kind().equals(state.kind())) {
            add(
                    Reason.KIND_CHANGED,
                    known,
                    state,
                    "it was written as " + state.kind() + ", the build reads a " + now.kind(),
                    NAMES);
        } else if (!readsValues(now, state)) {
            add(
                    Reason.TYPE_CHANGED,
                    known,
                    state,
                    "it was written as " + state.type() + ", the build reads " + now.type(),
                    NAMES);
        } else if (now.layout() > 0) {
            layouts.put(now.name(), now.layout());
        }
    }

    /** Types that only Flink or a connector makes are compared by their words. */
    private boolean readsValues(StateContract.State now, SavedState state) {
        return serializer(now.type())
                .map(serializer -> StateTypes.reads(serializer, state.values()))
                .orElseGet(() -> now.type().equals(state.type()));
    }

    private Optional<TypeSerializer<?>> serializer(String word) {
        return StateTypes.serializer(word, build);
    }

    private void compareLayouts(
            SavedOperator saved, StateContract.Operator known, Map<String, Integer> layouts, String address) {
        Map<String, Integer> newest = new HashMap<>();
        try {
            new StateEntries(saved, build).forEach((state, key, value, bytes) -> {
                if (layouts.containsKey(state) && value.length > LENGTH_BYTES) {
                    newest.merge(state, (int) value[LENGTH_BYTES], Math::max);
                }
            });
        } catch (IOException e) {
            throw Savepoint.unreadable(address, e);
        }
        newest.forEach((state, layout) -> {
            int readable = layouts.getOrDefault(state, 0);
            if (layout > readable) {
                problems.add(new StateProblem(
                        Reason.LAYOUT_NEWER,
                        known.uid(),
                        state,
                        "values are of layout " + layout + ", the build reads 1 to " + readable,
                        RELEASE));
            }
        });
    }

    private void add(Reason reason, StateContract.Operator operator, SavedState state, String what, String next) {
        problems.add(new StateProblem(reason, operator.uid(), state.name(), what, next));
    }

    StateVerdict verdict(String savepoint, String name) {
        return new StateVerdict(
                savepoint, name, problems.isEmpty(), problems, List.copyOf(startsEmpty), List.copyOf(notChecked));
    }
}
