package io.flywheel.local.demo;

import io.flywheel.local.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for.
 *
 * @param startedAt when the process began, from which all waiting is counted
 * @param duration how long to run after the start; null is until it is interrupted
 * @param eventsPerSecond of the live part
 * @param ports 0 takes any free port
 * @param keep go on with the tables and topics of the run before, instead of starting empty
 * @param alertmanager who is told of alerts besides the terminal; null is nobody
 */
public record DemoRequest(
        Instant startedAt,
        @Nullable Duration duration,
        double eventsPerSecond,
        int customers,
        long seed,
        Ports ports,
        Path dataDirectory,
        boolean keep,
        @Nullable URI alertmanager) {}
