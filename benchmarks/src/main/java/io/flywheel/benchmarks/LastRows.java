package io.flywheel.benchmarks;

import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Keeps the last row of each customer, as the tables do, for the comparison after the clock has stopped.
 *
 * <p><b>Shape:</b> for one job at a time in this process, with one writer.
 */
final class LastRows implements Sink<CustomerOutput> {

    private static final long serialVersionUID = 1;

    private static volatile Kept kept = new Kept();

    /** What the job that ran last has sent. */
    static final class Kept {
        final Map<String, CustomerUpdate> last = new HashMap<>();
        long rows;

        /** A sum over the last rows that does not depend on their order. */
        long sum() {
            return last.values().stream().mapToLong(RowHash::of).sum();
        }
    }

    static Kept kept() {
        return kept;
    }

    @Override
    public SinkWriter<CustomerOutput> createWriter(WriterInitContext context) {
        Kept mine = new Kept();
        kept = mine;
        return new SinkWriter<>() {
            @Override
            public void write(CustomerOutput output, Context writeContext) {
                CustomerUpdate update = output.update();
                if (update != null) {
                    mine.rows++;
                    mine.last.put(update.profile().customerId(), update);
                }
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
