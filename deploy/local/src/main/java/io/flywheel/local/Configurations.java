package io.flywheel.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the product's configuration files for commands. */
public interface Configurations {

    /** All errors of a file with its overrides, in the order of the file; empty when it is valid. */
    List<ConfigurationProblem> problems(Path file, Map<String, String> overrides);

    /**
     * Where a valid file points.
     *
     * <p><b>Errors:</b> {@link io.flywheel.local.failure.Failure} with {@code CONFIG_INVALID} when it is not valid.
     */
    Endpoints endpoints(Path file, Map<String, String> overrides);
}
