package io.flywheel.app.postgres;

import io.flywheel.pipeline.names.Metrics;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a writer counts: rows, flushes, how long they take, repeats, refused rows, and how much is waiting. */
final class PostgresMetrics {

    private final Counter rowsWritten;
    private final Counter flushes;
    private final Counter flushMillis;
    private final Counter retries;
    private final Counter rowsRejected;

    PostgresMetrics(MetricGroup group, IntSupplier rowsWaiting) {
        rowsWritten = Metrics.TABLE_ROWS.counter(group);
        flushes = Metrics.TABLE_FLUSHES.counter(group);
        flushMillis = Metrics.TABLE_FLUSH_MILLIS.counter(group);
        retries = Metrics.TABLE_RETRIES.counter(group);
        rowsRejected = Metrics.TABLE_REJECTED_ROWS.counter(group);
        Metrics.TABLE_ROWS_WAITING.gauge(group, rowsWaiting::getAsInt);
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
