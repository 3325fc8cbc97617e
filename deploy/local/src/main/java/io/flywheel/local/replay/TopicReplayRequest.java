package io.flywheel.local.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a replay of topics was asked for.
 *
 * @param configuration where Kafka and PostgreSQL are
 * @param settings overrides of the configuration
 * @param fresh whether what an earlier run in the data directory left may be forgotten
 * @param timeout after which it gives up
 */
public record TopicReplayRequest(
        Path configuration, Map<String, String> settings, boolean fresh, Duration timeout, Path dataDirectory) {

    public TopicReplayRequest {
        settings = Map.copyOf(settings);
    }
}
