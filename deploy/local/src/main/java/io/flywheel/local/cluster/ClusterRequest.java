package io.flywheel.local.cluster;

import io.flywheel.local.JobKind;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that is given to the cluster.
 *
 * @param configuration the job's own settings, read where the job is submitted
 * @param settings overrides of these
 * @param parallelism subtasks of each operator
 * @param jar the job jar; null is that of this build
 * @param savepoint where the job's state comes from; null starts without
 */
public record ClusterRequest(
        JobKind job,
        Path configuration,
        Map<String, String> settings,
        int parallelism,
        @Nullable Path jar,
        @Nullable String savepoint) {

    public ClusterRequest {
        settings = Map.copyOf(settings);
    }
}
