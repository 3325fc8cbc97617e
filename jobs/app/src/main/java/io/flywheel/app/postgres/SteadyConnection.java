package io.flywheel.app.postgres;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionScheduledEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session with PostgreSQL through restarts, failovers and lock conflicts: what fails for a passing reason is done again, on a new connection
 * where the old one is lost, ever more slowly and for a limited time.
 *
 * <p><b>Shape:</b> one thread. Interrupting it ends the waiting.
 *
 * <p><b>Errors:</b> {@link IOException} that says what to do, for anything that does not pass or did not pass in time.
 */
final class SteadyConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyConnection.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final double JITTER = 0.25;
    private static final int UNLIMITED = -1;

    private final PostgresSettings settings;
    private final List<Table> tables;
    private final String applicationName;
    private final PostgresMetrics metrics;
    private final FailsafeExecutor<Object> executor;
    private @Nullable PostgresSession session;

    SteadyConnection(PostgresSettings settings, List<Table> tables, String applicationName, PostgresMetrics metrics) {
        this.settings = settings;
        this.tables = tables;
        this.applicationName = applicationName;
        this.metrics = metrics;
        this.executor = Failsafe.with(policy(settings.reconnectLimit()));
    }

    /** One piece of work that may be done again from its beginning. */
    @FunctionalInterface
    interface Work<R> {
        R on(PostgresSession session) throws SQLException;
    }

    <R> R run(Work<R> work) throws IOException, InterruptedException {
        try {
            return executor.get(() -> attempt(work));
        } catch (FailsafeException e) {
            Throwable cause = e.getCause();
            if (cause instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (cause instanceof SQLException refusal) {
                throw new IOException(PostgresFault.of(refusal).explain(settings, refusal), refusal);
            }
            if (cause instanceof IOException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        PostgresSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    private <R> R attempt(Work<R> work) throws SQLException, IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while writing to PostgreSQL");
        }
        try {
            PostgresSession open = session;
            if (open == null) {
                open = PostgresSession.open(settings.access(), tables, applicationName);
                session = open;
            }
            return work.on(open);
        } catch (SQLException e) {
            if (PostgresFault.of(e) != PostgresFault.CONTENTION) {
                abandon(e);
            }
            throw e;
        }
    }

    private void abandon(SQLException cause) {
        try {
            close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private RetryPolicy<Object> policy(Duration limit) {
        Duration longest = limit.dividedBy(2).compareTo(LONGEST_WAIT) < 0 ? limit.dividedBy(2) : LONGEST_WAIT;
        Duration first = longest.dividedBy(2).compareTo(FIRST_WAIT) < 0 ? longest.dividedBy(2) : FIRST_WAIT;
        return RetryPolicy.builder()
                .handleIf(failure -> failure instanceof SQLException refusal
                        && PostgresFault.of(refusal).passes())
                .withMaxAttempts(UNLIMITED)
                .withMaxDuration(limit)
                .withBackoff(first, longest)
                .withJitter(JITTER)
                .onRetryScheduled(this::report)
                .build();
    }

    private void report(ExecutionScheduledEvent<Object> event) {
        metrics.retried();
        if (event.getLastException() instanceof SQLException refusal) {
            LOG.warn(
                    "PostgreSQL at {}: {} (SQLSTATE {}); trying again in {} ms, for {} so far",
                    settings.access().place(),
                    refusal.getMessage(),
                    refusal.getSQLState(),
                    event.getDelay().toMillis(),
                    event.getElapsedTime());
        }
    }
}
