package io.flywheel.local.state;

import java.util.List;

/**
 * Whether a build can restore a savepoint, and if not why.
 *
 * @param problems all that Flink or the operators would refuse, or that would be lost; empty when it can
 * @param startsEmpty operators of the build that the savepoint holds nothing of
 * @param notChecked what could not be looked at
 */
public record StateVerdict(
        String savepoint,
        String build,
        boolean restorable,
        List<StateProblem> problems,
        List<String> startsEmpty,
        List<String> notChecked) {

    public StateVerdict {
        problems = List.copyOf(problems);
        startsEmpty = List.copyOf(startsEmpty);
        notChecked = List.copyOf(notChecked);
    }

    /**
     * One reason against it.
     *
     * @param operator its uid, or its hash where nobody knows the uid
     * @param state the state, empty where the whole operator is meant
     */
    public record StateProblem(Reason reason, String operator, String state, String what, String next) {}

    /** The kinds of reasons. Words that scripts read; added, never changed. */
    public enum Reason {
        OPERATOR_MISSING(
                "the savepoint holds state of an operator that the build lacks: its uid was changed, or it was taken out"),
        STATE_MISSING("an operator of the build reads no state of this name: it would be left behind in silence"),
        MAX_PARALLELISM(
                "the key groups of the savepoint and of the build differ in number, which is fixed for the life of the state"),
        PARALLELISM("more subtasks are asked for than there are key groups"),
        KEY_CHANGED("the type of the key differs, and keys can not be migrated"),
        KIND_CHANGED("the state is of another kind, such as a map instead of a value"),
        TYPE_CHANGED("the type of the values differs in a way that Flink can not migrate"),
        LAYOUT_NEWER("packed values are of a layout that only a later release reads");

        private final String meaning;

        Reason(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }
    }
}
