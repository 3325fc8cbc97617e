package io.flywheel.benchmarks;

import io.flywheel.pipeline.JobInvariants;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A real Flink in this process: one slot, RocksDB with 512 MB and bloom filters, incremental checkpoints, exactly once. */
final class BenchmarkCluster implements AutoCloseable {

    private final TemporaryFolder folder;
    private final Configuration configuration;
    private final MiniCluster cluster;

    BenchmarkCluster(Duration checkpointEvery) throws Exception {
        folder = TemporaryFolder.create();
        configuration = Configuration.fromMap(Map.ofEntries(
                Map.entry("state.backend.type", "rocksdb"),
                Map.entry("state.backend.rocksdb.use-bloom-filter", "true"),
                Map.entry("state.backend.rocksdb.localdir", path("rocksdb")),
                Map.entry("execution.checkpointing.interval", checkpointEvery.toMillis() + " ms"),
                Map.entry("execution.checkpointing.mode", "EXACTLY_ONCE"),
                Map.entry("execution.checkpointing.incremental", "true"),
                Map.entry(
                        "execution.checkpointing.dir",
                        folder.path().resolve("checkpoints").toUri().toString()),
                Map.entry("pipeline.auto-watermark-interval", "0"),
                Map.entry("restart-strategy.type", "none"),
                Map.entry("taskmanager.memory.managed.size", "512m"),
                Map.entry("taskmanager.memory.network.min", "64m"),
                Map.entry("taskmanager.memory.network.max", "64m"),
                Map.entry("io.tmp.dirs", path("tmp")),
                Map.entry("rest.bind-port", "0")));
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
    }

    private String path(String part) {
        return folder.path().resolve(part).toString();
    }

    /** An environment for one job of one subtask a stop, under the job's own invariants. */
    StreamExecutionEnvironment environment() {
        return JobInvariants.apply(new StreamExecutionEnvironment(configuration))
                .setParallelism(1);
    }

    /** Runs the job of an environment to its end. */
    void execute(StreamExecutionEnvironment environment) throws Exception {
        cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
    }

    @Override
    public void close() throws Exception {
        cluster.close();
        folder.close();
    }
}
