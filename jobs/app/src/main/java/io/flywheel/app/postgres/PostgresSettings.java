package io.flywheel.app.postgres;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the tables are written.
 *
 * <p><b>Units:</b> a writer flushes when {@code flushRows} rows are waiting, when {@code flushInterval} has passed, and at every checkpoint. An outage
 * of up to {@code reconnectLimit} only holds the stream up; a longer one fails the job, which Flink then restarts from its checkpoint.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a number that is not positive.
 */
public record PostgresSettings(PostgresAccess access, int flushRows, Duration flushInterval, Duration reconnectLimit)
        implements Serializable {

    public static final int DEFAULT_FLUSH_ROWS = 20_000;
    public static final Duration DEFAULT_FLUSH_INTERVAL = Duration.ofSeconds(1);
    public static final Duration DEFAULT_RECONNECT_LIMIT = Duration.ofSeconds(60);

    public PostgresSettings {
        if (flushRows < 1) {
            throw new IllegalArgumentException("flushRows must be at least 1: " + flushRows);
        }
        if (flushInterval.toMillis() < 1) {
            throw new IllegalArgumentException("flushInterval must be at least 1 ms: " + flushInterval);
        }
        if (reconnectLimit.toMillis() < 1) {
            throw new IllegalArgumentException("reconnectLimit must be at least 1 ms: " + reconnectLimit);
        }
    }

    public static PostgresSettings of(PostgresAccess access) {
        return new PostgresSettings(access, DEFAULT_FLUSH_ROWS, DEFAULT_FLUSH_INTERVAL, DEFAULT_RECONNECT_LIMIT);
    }
}
