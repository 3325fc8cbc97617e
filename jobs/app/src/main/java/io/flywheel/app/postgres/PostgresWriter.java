package io.flywheel.app.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Writes the outputs of one parallel part of a stop into the tables.
 *
 * <p>Of outputs about the same thing that wait together only the latest is written. A flush is one transaction over all tables, so progress is never
 * seen before the rows that came before it. Rows carry the writer's epoch, taken when it starts, and a version that counts its outputs: what an earlier
 * writer still sends after this one has started changes nothing that this one has written.
 *
 * <p><b>Shape:</b> flushes when enough rows wait, when the interval has passed, and at each checkpoint. Closing does not flush: a writer that is being
 * stopped has no right to the tables any more.
 *
 * <p><b>Errors:</b> {@link IOException} once the database has been away for longer than the limit, or does not fit this version. Rows that PostgreSQL
 * refuses go to {@code rejected_row}.
 */
final class PostgresWriter<T> implements SinkWriter<T> {

    private record Waiting<T>(T output, long version) {}

    private final PostgresSettings settings;
    private final TableRows<T> rows;
    private final ProcessingTimeService time;
    private final PostgresMetrics metrics;
    private final SteadyConnection connection;
    private final RowBatch batch;
    private final Map<OutputKey, Waiting<T>> waiting = new HashMap<>();
    private int waitingRows;
    private long version;
    private ScheduledFuture<?> nextFlush;
    private boolean closed;

    PostgresWriter(
            PostgresSettings settings,
            TableRows<T> rows,
            int parallelism,
            String applicationName,
            MetricGroup group,
            ProcessingTimeService time)
            throws IOException, InterruptedException {
        this.settings = settings;
        this.rows = rows;
        this.time = time;
        this.metrics = new PostgresMetrics(group, () -> waitingRows);
        this.connection = new SteadyConnection(settings, rows.tables(), applicationName, metrics);
        // Taken at once and not with the first row: a writer that starts later must get the higher number.
        this.batch = new RowBatch(rows.tables(), connection.run(PostgresSession::nextEpoch), parallelism);
        this.nextFlush = scheduleFlush();
    }

    @Override
    public void write(T output, Context context) throws IOException, InterruptedException {
        version++;
        Waiting<T> replaced = waiting.put(rows.key(output), new Waiting<>(output, version));
        waitingRows += rows.count(output) - (replaced == null ? 0 : rows.count(replaced.output()));
        if (waitingRows >= settings.flushRows()) {
            flush(false);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        if (waiting.isEmpty()) {
            return;
        }
        long startedAtMillis = time.getCurrentProcessingTime();
        fillBatch();
        int rejected = connection.run(session -> session.write(batch));
        waiting.clear();
        waitingRows = 0;
        metrics.flushed(batch.rows() - rejected, rejected, time.getCurrentProcessingTime() - startedAtMillis);
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        nextFlush.cancel(false);
        connection.close();
    }

    private void fillBatch() {
        batch.clear();
        waiting.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            batch.output(entry.getValue().version());
            rows.write(entry.getValue().output(), batch);
        });
    }

    private ScheduledFuture<?> scheduleFlush() {
        long atMillis =
                time.getCurrentProcessingTime() + settings.flushInterval().toMillis();
        return time.registerTimer(atMillis, reachedMillis -> {
            if (!closed) {
                flush(false);
                nextFlush = scheduleFlush();
            }
        });
    }
}
