package io.flywheel.app.postgres;

import io.flywheel.domain.customer.CustomerOutput;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;

/** A writer of customers with a clock that stands still until told otherwise, and counters that can be read. */
final class WriterBench implements AutoCloseable {

    private static final int PARALLELISM = 2;

    final TestProcessingTimeService time = new TestProcessingTimeService();
    final CountingMetrics metrics = new CountingMetrics();
    final PostgresWriter<CustomerOutput> writer;

    WriterBench(PostgresAccess access) throws IOException, InterruptedException {
        this(new PostgresSettings(access, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(60)));
    }

    WriterBench(PostgresSettings settings) throws IOException, InterruptedException {
        writer = new PostgresWriter<>(settings, new CustomerRows(), PARALLELISM, "flywheel test", metrics, time);
    }

    WriterBench write(CustomerOutput... outputs) throws IOException, InterruptedException {
        for (CustomerOutput output : outputs) {
            writer.write(output, NoContext.INSTANCE);
        }
        return this;
    }

    WriterBench flush() throws IOException, InterruptedException {
        writer.flush(false);
        return this;
    }

    long count(String metric) {
        return metrics.count(metric);
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }

    private enum NoContext implements SinkWriter.Context {
        INSTANCE;

        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return 0L;
        }
    }
}
