package io.flywheel.local;

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
 */
public record DemoRequest(
        Instant startedAt,
        @Nullable Duration duration,
        double eventsPerSecond,
        int customers,
        long seed,
        Ports ports,
        Path dataDirectory,
        boolean keep) {

    /** Ports on loopback of the parts that listen. */
    public record Ports(int web, int kafka, int postgres, int page) {

        public static Ports anyFree() {
            return new Ports(0, 0, 0, 0);
        }
    }
}
