package io.flywheel.local.replay;

import io.flywheel.scenarios.Disturbance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replay was asked for.
 *
 * @param configuration where Kafka and PostgreSQL are; null is inside this process
 * @param settings overrides of the configuration
 * @param dumpDirectory where to write the tables afterwards; null is nowhere
 * @param decisions control records that are published before the first event, one in JSON a line; null is none
 */
public record ReplayRequest(
        String source,
        Path input,
        @Nullable Path configuration,
        Map<String, String> settings,
        Disturbance disturbance,
        @Nullable Path dumpDirectory,
        Duration timeout,
        Path dataDirectory,
        @Nullable Path decisions) {

    public ReplayRequest {
        settings = Map.copyOf(settings);
    }
}
