package io.flywheel.app.postgres;

import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What a writer counts: rows, flushes, how long they take, repeats, refused rows, and how much is waiting. */
final class PostgresMetrics {

    static final String ROWS_WRITTEN = "postgres_rows_written_total";
    static final String FLUSHES = "postgres_flushes_total";
    static final String FLUSH_MILLIS = "postgres_flush_millis_total";
    static final String RETRIES = "postgres_retries_total";
    static final String ROWS_REJECTED = "postgres_rows_rejected_total";
    static final String ROWS_WAITING = "postgres_rows_waiting";

    private final Counter rowsWritten;
    private final Counter flushes;
    private final Counter flushMillis;
    private final Counter retries;
    private final Counter rowsRejected;

    PostgresMetrics(MetricGroup group, IntSupplier rowsWaiting) {
        rowsWritten = group.counter(ROWS_WRITTEN);
        flushes = group.counter(FLUSHES);
        flushMillis = group.counter(FLUSH_MILLIS);
        retries = group.counter(RETRIES);
        rowsRejected = group.counter(ROWS_REJECTED);
        group.gauge(ROWS_WAITING, (Gauge<Integer>) rowsWaiting::getAsInt);
    }

    void retried() {
        retries.inc();
    }

    void flushed(int written, int rejected, long tookMillis) {
        flushes.inc();
        rowsWritten.inc(written);
        rowsRejected.inc(rejected);
        flushMillis.inc(tookMillis);
    }
}
