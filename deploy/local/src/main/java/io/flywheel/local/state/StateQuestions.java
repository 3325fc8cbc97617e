package io.flywheel.local.state;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a savepoint or checkpoint on a disk; no job runs and nothing is changed.
 *
 * <p><b>Errors:</b> {@link io.flywheel.local.failure.Failure} with {@code INPUT_UNREADABLE} for what is no savepoint, or no job jar.
 */
public interface StateQuestions {

    /**
     * What it holds.
     *
     * @param top how many customers are told of
     */
    StateInspection inspect(String savepoint, int top);

    /** Whether a build can restore it. */
    StateVerdict check(Restore restore);

    /**
     * A restore that somebody has in mind.
     *
     * @param jar the job jar; null for this build
     * @param parallelism subtasks of each operator; 0 asks for nothing
     * @param maxParallelism key groups, if they were others than the build's; 0 for the build's
     */
    record Restore(String savepoint, @Nullable Path jar, int parallelism, int maxParallelism) {}
}
