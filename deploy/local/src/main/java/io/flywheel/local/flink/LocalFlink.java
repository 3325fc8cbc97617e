package io.flywheel.local.flink;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.KeptCheckpoints;
import io.flywheel.local.home.LoopbackPorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FlinkException;

/**
 * A Flink cluster in this process, with its web page, which carries the same graph as any other cluster.
 *
 * <p><b>Shape:</b> capacity comes from {@code flink.yaml} in this package's resources; state is in RocksDB and checkpoints are in the data directory. The
 * page shows and changes nothing, and listens on loopback.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#FLINK_UNREACHABLE}, {@link ErrorCode#PORT_IN_USE} or {@link ErrorCode#JOB_FAILED}.
 */
public final class LocalFlink implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final MiniCluster cluster;
    private final Configuration configuration;
    private final int parallelism;

    private LocalFlink(MiniCluster cluster, Configuration configuration, int parallelism) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.parallelism = parallelism;
    }

    /**
     * Starts the cluster; when this returns it takes jobs.
     *
     * @param webPort the port of its page on loopback, 0 for any free one
     * @param parallelism slots of the cluster, and parallelism of a job that asks for none
     */
    public static LocalFlink start(DataDirectory directory, int webPort, int parallelism) {
        return start(directory, webPort, parallelism, new Configuration());
    }

    /**
     * Starts a cluster whose job leaves its newest checkpoint behind when the cluster ends, for {@link #resume}.
     *
     * @param parallelism slots of the cluster, and parallelism of a job that asks for none
     */
    public static LocalFlink startKeeping(DataDirectory directory, int parallelism, KeptCheckpoints kept) {
        Configuration keeping = new Configuration();
        keeping.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                kept.folder().toUri().toString());
        keeping.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // What is resumed is deleted once the next one is complete; a second one would be left behind for good.
        keeping.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1);
        return start(directory, 0, parallelism, keeping);
    }

    /** The same with further settings of Flink's own, which win: reporters of metrics, for example. */
    public static LocalFlink start(DataDirectory directory, int webPort, int parallelism, Configuration more) {
        int chosen = LoopbackPorts.choose("Flink's page", webPort);
        try {
            directory.clearWorkingFiles();
            Configuration configuration = configuration(directory, chosen, parallelism);
            configuration.addAll(more);
            MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                    .setConfiguration(configuration)
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(parallelism)
                    .setCommonBindAddress(LoopbackPorts.HOST)
                    .build());
            cluster.start();
            return new LocalFlink(cluster, configuration, parallelism);
        } catch (Exception e) { // the cluster's start declares nothing narrower
            throw new Failure(
                    ErrorCode.FLINK_UNREACHABLE,
                    "the local Flink cluster does not start",
                    Failure.wordsOf(e),
                    "read the log in " + directory.logs(),
                    e);
        }
    }

    private static Configuration configuration(DataDirectory directory, int webPort, int parallelism)
            throws IOException {
        Path settings = Files.createDirectories(directory.temporary().resolve("flink"));
        try (InputStream capacity = LocalFlink.class.getResourceAsStream("/io/flywheel/local/flink.yaml")) {
            if (capacity == null) {
                throw new IOException("flink.yaml is not in the jar");
            }
            Files.copy(
                    capacity,
                    settings.resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Configuration configuration = GlobalConfiguration.loadConfiguration(settings.toString());
        configuration.set(RestOptions.PORT, webPort);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(webPort));
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(CoreOptions.TMP_DIRS, directory.temporary().toString());
        configuration.set(WebOptions.TMP_DIR, directory.temporary().toString());
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.checkpoints().toUri().toString());
        configuration.setString(
                "state.backend.rocksdb.localdir", directory.rocksdb().toString());
        return configuration;
    }

    /** The address of the page with the running jobs. */
    public URI page() {
        return URI.create("http://" + LoopbackPorts.HOST + ":" + configuration.get(RestOptions.PORT));
    }

    public int parallelism() {
        return parallelism;
    }

    /**
     * Builds a job's graph with the cluster's settings and runs it.
     *
     * @param graph adds sources, stops and sinks to the environment; it must not execute
     */
    public JobClient submit(String jobName, Consumer<StreamExecutionEnvironment> graph) {
        return submit(jobName, graph, SavepointRestoreSettings.none());
    }

    /** The same from where an earlier run ended; its checkpoint is this job's from now on. */
    public JobClient resume(String jobName, Consumer<StreamExecutionEnvironment> graph, Path checkpoint) {
        return submit(
                jobName,
                graph,
                SavepointRestoreSettings.forPath(checkpoint.toUri().toString(), false, RecoveryClaimMode.CLAIM));
    }

    private JobClient submit(
            String jobName, Consumer<StreamExecutionEnvironment> graph, SavepointRestoreSettings beginning) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
        graph.accept(environment);
        StreamGraph plan = environment.getStreamGraph();
        plan.setJobName(jobName);
        plan.setSavepointRestoreSettings(beginning);
        try {
            var submission = cluster.submitJob(plan.getJobGraph()).get();
            return new MiniClusterJobClient(
                    submission.getJobID(), cluster, LocalFlink.class.getClassLoader(), JobFinalizationBehavior.NOTHING);
        } catch (ExecutionException e) {
            throw notTaken(jobName, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notTaken(jobName, e);
        }
    }

    private static Failure notTaken(String jobName, Throwable cause) {
        return new Failure(
                ErrorCode.JOB_FAILED,
                "Flink did not take " + jobName,
                Failure.wordsOf(cause),
                "read the log of the run",
                cause);
    }

    /** Ends all jobs and the cluster. */
    @Override
    public void close() throws FlinkException {
        try {
            cluster.closeAsync().get(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new FlinkException("the local cluster did not end within " + CLOSE_PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
