package io.flywheel.benchmarks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.customer.ActivityTypeInfo;
import io.flywheel.pipeline.intake.ArrivalClock;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.pipeline.intake.SplitInbound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A real Flink in this process that runs the contestants one after the other: RocksDB with incremental checkpoints, exactly once, one slot.
 *
 * <p><b>Shape:</b> the way to the keyed operator and the sink behind it are the job's own, the same for every contestant: intake, split, key by customer, through Flink's network stack.
 */
final class ContestCluster implements AutoCloseable {

    private static volatile Inbound[] records = {};
    private static volatile long firstRecordNanos;

    private final Path directory;
    private final Configuration configuration;
    private final MiniCluster cluster;

    static ContestCluster start(Inbound[] input, Duration checkpointEvery) throws Exception {
        records = input;
        return new ContestCluster(checkpointEvery);
    }

    private ContestCluster(Duration checkpointEvery) throws Exception {
        directory = Files.createTempDirectory("flywheel-contest");
        configuration = Configuration.fromMap(Map.ofEntries(
                Map.entry("state.backend.type", "rocksdb"),
                Map.entry("state.backend.rocksdb.use-bloom-filter", "true"),
                Map.entry(
                        "state.backend.rocksdb.localdir",
                        directory.resolve("rocksdb").toString()),
                Map.entry("execution.checkpointing.interval", checkpointEvery.toMillis() + " ms"),
                Map.entry("execution.checkpointing.mode", "EXACTLY_ONCE"),
                Map.entry("execution.checkpointing.incremental", "true"),
                Map.entry(
                        "execution.checkpointing.dir",
                        directory.resolve("checkpoints").toUri().toString()),
                Map.entry("pipeline.auto-watermark-interval", "0"),
                Map.entry("restart-strategy.type", "none"),
                Map.entry("taskmanager.memory.managed.size", "512m"),
                Map.entry("taskmanager.memory.network.min", "64m"),
                Map.entry("taskmanager.memory.network.max", "64m"),
                Map.entry("io.tmp.dirs", directory.resolve("tmp").toString()),
                Map.entry("rest.bind-port", "0")));
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
    }

    /** Runs one contestant over all records; what it sent is in {@link LastRows}. */
    Run run(Contestant contestant) throws Exception {
        JobGraph graph = graph(contestant);
        double load = CpuClock.load();
        firstRecordNanos = 0;
        cluster.executeJobBlocking(graph);
        long cpuNanos = CpuClock.nanos() - firstRecordNanos;
        LastRows.Kept kept = LastRows.kept();
        return new Run(contestant.title(), cpuNanos, kept.rows, kept.last.size(), kept.sum(), load);
    }

    private JobGraph graph(Contestant contestant) {
        StreamExecutionEnvironment environment = JobInvariants.apply(new StreamExecutionEnvironment(configuration))
                .setParallelism(1);
        KeyedStream<Activity, String> byCustomer = environment
                .fromSource(
                        new NumberSequenceSource(0, records.length - 1),
                        WatermarkStrategy.noWatermarks(),
                        "Numbers",
                        Types.LONG)
                .uid("numbers")
                .map(new RecordOfNumber())
                .returns(TypeInformation.of(Inbound.class))
                .uid("records")
                .assignTimestampsAndWatermarks(ArrivalClock.strategy(Duration.ofMinutes(1), Duration.ofHours(1)))
                .uid("clock")
                .process(new SplitInbound(1), ActivityTypeInfo.INSTANCE)
                .uid("split")
                .keyBy(Activity::customerId, Types.STRING);
        contestant
                .attach(byCustomer, TypeInformation.of(CustomerOutput.class))
                .uid("contestant")
                .sinkTo(new LastRows())
                .uid("rows");
        return environment.getStreamGraph().getJobGraph();
    }

    /** Takes records from memory by their number; the clock starts with the first. */
    private static final class RecordOfNumber implements MapFunction<Long, Inbound> {

        private static final long serialVersionUID = 1;

        @Override
        public Inbound map(Long number) {
            if (number == 0) {
                firstRecordNanos = CpuClock.nanos();
            }
            return records[(int) (long) number];
        }
    }

    @Override
    public void close() throws Exception {
        cluster.close();
        records = new Inbound[0];
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
