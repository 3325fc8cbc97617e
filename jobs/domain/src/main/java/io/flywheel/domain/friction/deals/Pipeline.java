package io.flywheel.domain.friction.deals;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a pipeline: how long a deal may stay in each, and which one comes first.
 *
 * <p><b>Shape:</b> a stage that is not listed has {@code limit}. {@code order} names stages from the first to the last; where it does not name both stages of a move, the deal's own history says which
 * of them came first.
 */
public record Pipeline(StageLimit limit, Map<String, StageLimit> limitByStage, List<String> order) {

    /** Thirty days for each stage, in the order that each deal goes through them. */
    public static final Pipeline DEFAULT = new Pipeline(StageLimit.DEFAULT, Map.of(), List.of());

    public Pipeline {
        limitByStage = Map.copyOf(limitByStage);
        order = List.copyOf(order);
    }

    StageLimit limitOf(@Nullable String stage) {
        return stage == null ? limit : limitByStage.getOrDefault(stage, limit);
    }

    /** Whether a move leads back: by the order of the pipeline, or by the order in which a deal first came to its stages. */
    boolean leadsBack(String from, String to, List<String> history) {
        boolean ordered = order.contains(from) && order.contains(to);
        List<String> stages = ordered ? order : history;
        int place = stages.indexOf(to);
        return place >= 0 && place < stages.indexOf(from);
    }
}
