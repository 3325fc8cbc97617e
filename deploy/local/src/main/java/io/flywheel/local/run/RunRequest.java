package io.flywheel.local.run;

import io.flywheel.local.JobKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked for.
 *
 * @param settings overrides of the configuration
 * @param parallelism subtasks of each operator; 0 leaves it to where the job runs
 * @param duration when a job in this process ends; null is when the process is told to
 * @param fresh whether what an earlier run in the data directory left is forgotten
 * @param classPath of this process, from which a cluster is given what the job needs
 */
public record RunRequest(
        JobKind job,
        Path configuration,
        Map<String, String> settings,
        int parallelism,
        @Nullable Duration duration,
        boolean fresh,
        Path dataDirectory,
        List<Path> classPath) {

    public RunRequest {
        settings = Map.copyOf(settings);
        classPath = List.copyOf(classPath);
    }
}
