package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.SampleOutputs.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.customer.CustomerOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sink as Flink runs it: serialized, in parallel, flushed at the end of the input. */
class PostgresSinkIT {

    private static final int PARALLELISM = 2;
    private static final int CUSTOMERS = 500;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(PARALLELISM)
            .build());

    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void jobWritesTheLatestOfEachCustomer() throws Exception {
        PostgresAccess database = server.database();
        PostgresSettings settings = new PostgresSettings(
                EmbeddedServer.as("flywheel_writer", database), 200, Duration.ofMillis(50), Duration.ofSeconds(30));
        List<CustomerOutput> outputs = IntStream.range(0, 4 * CUSTOMERS)
                .mapToObj(i -> customer("c" + i % CUSTOMERS, i, "visit"))
                .toList();
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(PARALLELISM);
        environment
                .fromData(outputs)
                .keyBy(PostgresSinkIT::customerId)
                .sinkTo(PostgresSink.customers(settings))
                .uid("sink-customers");

        environment.execute("momentum");

        assertThat(
                        EmbeddedServer.query(
                                database,
                                "SELECT count(*), min(momentum), max(momentum), count(DISTINCT writer_epoch) FROM flywheel.customer_momentum"))
                .containsExactly("%d|%d|%d|%d".formatted(CUSTOMERS, 3 * CUSTOMERS, 4 * CUSTOMERS - 1, PARALLELISM));
    }

    private static String customerId(CustomerOutput output) {
        return new CustomerRows().key(output).id();
    }
}
