package io.flywheel.local.notifications;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which notifier was asked for.
 *
 * @param duration how long to run; null is until it is interrupted
 */
public record NotifyRequest(
        Path configuration,
        Map<String, String> overrides,
        @Nullable Duration duration) {}
