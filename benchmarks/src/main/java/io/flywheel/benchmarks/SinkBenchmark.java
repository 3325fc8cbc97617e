package io.flywheel.benchmarks;

import io.flywheel.app.postgres.Migrations;
import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.PostgresSettings;
import io.flywheel.app.postgres.PostgresSink;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Our PostgreSQL sink beside batched INSERT ... ON CONFLICT, on a real PostgreSQL: rows a second, and CPU a row in this process and in the database's.
 *
 * <p><b>Shape:</b> {@code [customers [pairs]]}; both write an update of each customer, in the job's own writer and through Flink, taking turns on one database. The first turn inserts, the
 * others replace, which is what happens all day.
 *
 * <p><b>Source:</b> docs/benchmarks.md.
 */
public final class SinkBenchmark {

    private static final int CUSTOMERS = 20_000;
    private static final int PAIRS = 3;
    private static final int ACTIVITIES_A_CUSTOMER = 10;

    private static volatile CustomerOutput[] outputs = {};
    private static volatile Reading begin = new Reading(0, 0, 0);
    private static volatile long serverPid;

    private record Reading(long wallNanos, long cpuNanos, long databaseNanos) {

        static Reading now() {
            return new Reading(System.nanoTime(), CpuClock.nanos(), DatabaseCpu.nanos(serverPid));
        }

        Reading minus(Reading other) {
            return new Reading(
                    wallNanos - other.wallNanos, cpuNanos - other.cpuNanos, databaseNanos - other.databaseNanos);
        }

        double rowsPerSecond(long rows) {
            return rows * 1e9 / wallNanos;
        }

        double clientMicros(long rows) {
            return cpuNanos / 1e3 / rows;
        }

        double databaseMicros(long rows) {
            return databaseNanos / 1e3 / rows;
        }
    }

    private SinkBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int customers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CUSTOMERS;
        int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PAIRS;
        outputs = updates(customers);
        long rows = Stream.of(outputs).mapToLong(SinkBenchmark::rows).sum();
        try (TemporaryFolder folder = TemporaryFolder.create();
                EmbeddedDatabase database = EmbeddedDatabase.start(
                        folder.path().resolve("postgres"), folder.path().resolve("programs"), 0);
                BenchmarkCluster cluster = new BenchmarkCluster(Duration.ofMinutes(10))) {
            serverPid = database.pid().orElseThrow();
            DatabaseAccess access = database.access();
            PostgresAccess ours =
                    new PostgresAccess(access.jdbcUrl(), access.user(), SecretSource.literal(access.password()));
            Migrations.migrate(ours);
            List<Reading> copies = new ArrayList<>();
            List<Reading> inserts = new ArrayList<>();
            for (int pair = 0; pair <= pairs; pair++) {
                Reading copy = run(cluster, PostgresSink.customers(PostgresSettings.of(ours)));
                Reading insert = run(cluster, new BatchedInserts(access, PostgresSettings.DEFAULT_FLUSH_ROWS));
                if (pair > 0) {
                    copies.add(copy);
                    inserts.add(insert);
                }
            }
            System.out.print(table(customers, rows, copies, inserts));
        }
    }

    private static CustomerOutput[] updates(int customers) {
        CustomerRules rules = Contestant.customerRules();
        CustomerMeter meter = new CustomerMeter(rules.catalogue(), Contestant.riskModel());
        List<CustomerOutput> updates = new ArrayList<>();
        Samples.customers(Samples.activities(customers, customers * ACTIVITIES_A_CUSTOMER), rules)
                .forEach((id, state) -> updates.add(CustomerOutput.of(meter.measure(id, state, Long.MIN_VALUE))));
        return updates.toArray(CustomerOutput[]::new);
    }

    private static long rows(CustomerOutput output) {
        var update = output.update();
        return update == null
                ? 0
                : 3 + update.contributions().size() + update.revenue().size();
    }

    private static Reading run(BenchmarkCluster cluster, Sink<CustomerOutput> sink) throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        environment
                .fromSource(
                        new NumberSequenceSource(0, outputs.length - 1),
                        WatermarkStrategy.noWatermarks(),
                        "Numbers",
                        Types.LONG)
                .uid("numbers")
                .map(new OutputOfNumber())
                .returns(TypeInformation.of(CustomerOutput.class))
                .uid("outputs")
                .sinkTo(sink)
                .uid("sink");
        cluster.execute(environment);
        return Reading.now().minus(begin);
    }

    private static String table(int customers, long rows, List<Reading> copies, List<Reading> inserts) {
        double[] ratios = new double[copies.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) (inserts.get(i).cpuNanos() + inserts.get(i).databaseNanos())
                    / (copies.get(i).cpuNanos() + copies.get(i).databaseNanos());
        }
        return Machine.asMarkdown()
                + String.format(
                        Locale.ROOT,
                        "- input: an update of each of %,d customers, %,d rows in four tables, replaced in each turn%n%n",
                        customers,
                        rows)
                + "| sink | rows/s, median | CPU us/row here | CPU us/row in PostgreSQL | CPU, times ours |\n|---|---:|---:|---:|---:|\n"
                + row("ours: binary COPY, one transaction a flush", rows, copies, 1)
                + row("batched INSERT ... ON CONFLICT, 1,000 a batch", rows, inserts, Medians.of(ratios));
    }

    private static String row(String title, long rows, List<Reading> readings, double ratio) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.2f | %.2f |%n",
                title,
                Medians.of(readings.stream()
                        .mapToDouble(each -> each.rowsPerSecond(rows))
                        .toArray()),
                Medians.of(readings.stream()
                        .mapToDouble(each -> each.clientMicros(rows))
                        .toArray()),
                Medians.of(readings.stream()
                        .mapToDouble(each -> each.databaseMicros(rows))
                        .toArray()),
                ratio);
    }

    /** Takes outputs from memory by their number; the clock starts with the first. */
    private static final class OutputOfNumber implements MapFunction<Long, CustomerOutput> {

        private static final long serialVersionUID = 1;

        @Override
        public CustomerOutput map(Long number) {
            if (number == 0) {
                begin = Reading.now();
            }
            return outputs[number.intValue()];
        }
    }
}
