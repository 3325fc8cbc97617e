package io.flywheel.local.page;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a live page was asked to be.
 *
 * @param user who reads the tables; null for the user of the configuration
 * @param passwordFile the password of that user; null for that of the configuration
 * @param names further names that browsers may call the server by
 * @param tokenFile holds what a browser must show; null on loopback
 * @param duration null until the process is told to end
 */
public record ServeRequest(
        Path configuration,
        Map<String, String> overrides,
        String host,
        int port,
        @Nullable String user,
        @Nullable Path passwordFile,
        Set<String> names,
        @Nullable Path tokenFile,
        @Nullable Duration duration) {

    public ServeRequest {
        overrides = Map.copyOf(overrides);
        names = Set.copyOf(names);
    }
}
