package io.flywheel.local.evaluation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Measures what the scores are worth, on outcomes that are known. */
public interface Evaluate {

    /**
     * Scores the labelled customers of a file of events.
     *
     * @param source form of the events, as in a replay
     * @param train outcomes to fit weights on; null fits none
     * @param model the model to start from; null is the built-in one
     * @param writeModel where a fitted model goes
     */
    record Request(
            String source,
            Path events,
            Path labels,
            @Nullable Path train,
            @Nullable Path model,
            Path writeModel) {}

    Evaluation.Report evaluate(Request request);

    /** Scores the recorded sets of a folder, whose outcomes follow from what their customers did later. */
    Evaluation.Report evaluateAll(Path folder, @Nullable Path model);
}
