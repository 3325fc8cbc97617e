package io.flywheel.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line of the settings that are shipped, as Flink reads it. */
class ClusterSettingsTest {

    private static final Distribution DISTRIBUTION = new Distribution(Path.of("..", ".."));

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // written before each test
    private Configuration settings;

    @BeforeEach
    void writeAndRead() {
        settings = written(new ClusterShape(2, 3, 0, false, false));
    }

    private Configuration written(ClusterShape shape) {
        ClusterFolder folder = new ClusterFolder(directory);
        folder.create();
        ClusterSettings writer = new ClusterSettings(folder);
        writer.write(DISTRIBUTION, shape, 2181);
        return writer.read();
    }

    @Test
    void stateIsInRocksDbAndItsCheckpointsSurvive() {
        assertThat(settings.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(settings.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(10);
        assertThat(settings.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(5);
        assertThat(settings.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        assertThat(settings.get(CheckpointingOptions.ENABLE_UNALIGNED)).isTrue();
        assertThat(settings.get(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).contains(directory.toString());
        assertThat(settings.get(CheckpointingOptions.SAVEPOINT_DIRECTORY)).contains(directory.toString());
    }

    @Test
    void aFailedJobIsStartedAgainMoreAndMoreSlowlyAndForGood() {
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER))
                .isEqualTo(1.5);
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR))
                .isEqualTo(0.1);
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void everythingListensOnLoopbackAndThePageChangesNothing() {
        assertThat(Stream.of(
                                RestOptions.ADDRESS,
                                RestOptions.BIND_ADDRESS,
                                JobManagerOptions.ADDRESS,
                                JobManagerOptions.BIND_HOST,
                                TaskManagerOptions.HOST,
                                TaskManagerOptions.BIND_HOST)
                        .map(settings::get))
                .containsOnly("127.0.0.1");
        assertThat(settings.get(WebOptions.SUBMIT_ENABLE)).isFalse();
        assertThat(settings.get(WebOptions.CANCEL_ENABLE)).isFalse();
        assertThat(settings.get(WebOptions.RESCALE_ENABLE)).isFalse();
        assertThat(settings.get(RestOptions.PORT)).isPositive();
    }

    @Test
    void threeProcessesFitIntoFourGigabytes() {
        MemorySize jobManager =
                JobManagerProcessUtils.processSpecFromConfig(settings).getTotalProcessMemorySize();
        MemorySize taskManager =
                TaskExecutorProcessUtils.processSpecFromConfig(settings).getTotalProcessMemorySize();
        assertThat(jobManager.getMebiBytes() + 2L * taskManager.getMebiBytes()).isLessThan(4096);
        assertThat(settings.get(TaskManagerOptions.JVM_OVERHEAD_FRACTION)).isEqualTo(0.2f);
        assertThat(settings.get(TaskManagerOptions.NUM_TASK_SLOTS)).isEqualTo(3);
        assertThat(settings.get(TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE))
                .isEqualTo(TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
    }

    @Test
    void aStandbyIsToldByZooKeeperWhoseTurnItIs() {
        assertThat(settings.get(HighAvailabilityOptions.HA_MODE)).isEqualTo("NONE");
        Configuration two = written(new ClusterShape(1, 1, 0, true, false));
        assertThat(two.get(HighAvailabilityOptions.HA_MODE)).isEqualTo("zookeeper");
        assertThat(two.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM)).isEqualTo("127.0.0.1:2181");
        assertThat(two.get(HighAvailabilityOptions.HA_STORAGE_PATH)).contains(directory.toString());
    }

    @Test
    void aKeyIsDrawnForOneStartAndOnlyItsOwnerReadsThePassword() throws Exception {
        assertThat(settings.get(SecurityOptions.SSL_INTERNAL_ENABLED)).isFalse();
        Configuration once = written(new ClusterShape(1, 1, 0, false, true));
        String password = once.get(SecurityOptions.SSL_INTERNAL_KEYSTORE_PASSWORD);
        Configuration again = written(new ClusterShape(1, 1, 0, false, true));

        assertThat(again.get(SecurityOptions.SSL_INTERNAL_ENABLED)).isTrue();
        assertThat(again.get(SecurityOptions.SSL_INTERNAL_KEYSTORE_PASSWORD))
                .hasSize(48)
                .isNotEqualTo(password);
        assertThat(Files.getPosixFilePermissions(directory.resolve("conf").resolve("config.yaml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        KeyStore store = KeyStore.getInstance(
                new File(again.get(SecurityOptions.SSL_INTERNAL_KEYSTORE)),
                again.get(SecurityOptions.SSL_INTERNAL_KEYSTORE_PASSWORD).toCharArray());
        assertThat(store.size()).isEqualTo(1);
    }

    /** A key that Flink does not know is ignored by it in silence. */
    @Test
    void everyKeyIsOneThatFlinkKnows() throws IllegalAccessException {
        Set<String> known = new TreeSet<>();
        for (Class<?> options : Set.<Class<?>>of(
                CheckpointingOptions.class,
                StateBackendOptions.class,
                RestartStrategyOptions.class,
                JobManagerOptions.class,
                TaskManagerOptions.class,
                RestOptions.class,
                WebOptions.class,
                CoreOptions.class,
                BlobServerOptions.class,
                SecurityOptions.class)) {
            for (var field : options.getFields()) {
                if (field.get(null) instanceof ConfigOption<?> option) {
                    known.add(option.key());
                }
            }
        }
        Map<String, String> all = settings.toMap();
        assertThat(all.keySet())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(known).contains(key));
    }

    @Test
    void onlyItsOwnerMayEnterTheFolder() throws Exception {
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
}
