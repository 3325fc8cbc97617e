package io.flywheel.local.cluster;

import io.flywheel.local.home.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * The {@code config.yaml} of a cluster: what is shipped, and behind it the addresses, ports and folders of this one.
 *
 * <p><b>Shape:</b> written when the cluster starts, read by each of its processes and by the commands that talk to it.
 */
final class ClusterSettings {

    private static final String LOGGING = "log4j2.properties";

    /** It names the password of the cluster's key. */
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final ClusterFolder folder;

    ClusterSettings(ClusterFolder folder) {
        this.folder = folder;
    }

    /** Writes both files; a settings file of an earlier start is replaced. */
    void write(Distribution distribution, ClusterShape shape, int zooKeeperPort) {
        try {
            String shipped = Files.readString(distribution.settings().resolve(GlobalConfiguration.FLINK_CONF_FILENAME));
            String own = places(shape, zooKeeperPort).entrySet().stream()
                    .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"")
                    .collect(Collectors.joining("\n", "# of this cluster\n", "\n"));
            Files.deleteIfExists(file());
            Files.createFile(file(), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(file(), shipped + own);
            Files.copy(
                    distribution.settings().resolve(LOGGING),
                    folder.conf().resolve(LOGGING),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the settings of the cluster can not be written in " + folder.conf(), e);
        }
    }

    private Map<String, String> places(ClusterShape shape, int zooKeeperPort) {
        Map<String, String> places = new LinkedHashMap<>();
        int rest = LoopbackPorts.choose("Flink's page", shape.restPort());
        put(places, RestOptions.PORT, Integer.toString(rest));
        put(places, TaskManagerOptions.NUM_TASK_SLOTS, Integer.toString(shape.slots()));
        put(places, CoreOptions.TMP_DIRS, folder.temporary().toString());
        put(places, WebOptions.TMP_DIR, folder.temporary().toString());
        put(places, RestOptions.PROFILING_RESULT_DIR, folder.temporary().toString());
        put(places, BlobServerOptions.STORAGE_DIRECTORY, folder.temporary().toString());
        put(places, CheckpointingOptions.CHECKPOINTS_DIRECTORY, address(folder.checkpoints()));
        put(places, CheckpointingOptions.SAVEPOINT_DIRECTORY, address(folder.savepoints()));
        if (shape.standby()) {
            // Each job manager takes a port of its own; clients and task managers ask ZooKeeper for the one whose turn
            // it is.
            put(places, RestOptions.BIND_PORT, rest + "-" + (rest + 20));
            put(places, HighAvailabilityOptions.HA_MODE, "zookeeper");
            put(places, HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, LoopbackPorts.HOST + ":" + zooKeeperPort);
            put(places, HighAvailabilityOptions.HA_STORAGE_PATH, address(folder.recovery()));
            put(places, HighAvailabilityOptions.HA_CLUSTER_ID, "/flywheel");
        } else {
            put(places, RestOptions.BIND_PORT, Integer.toString(rest));
            put(places, JobManagerOptions.PORT, Integer.toString(LoopbackPorts.choose("Flink's job manager", 0)));
        }
        if (shape.encrypted()) {
            places.putAll(ClusterKey.draw(folder).settings());
        }
        return places;
    }

    private static void put(Map<String, String> places, ConfigOption<?> option, String value) {
        places.put(option.key(), value);
    }

    private static String address(Path path) {
        return path.toUri().toString();
    }

    /** What was written, as Flink reads it. */
    Configuration read() {
        return GlobalConfiguration.loadConfiguration(folder.conf().toString());
    }

    boolean isThere() {
        return Files.isRegularFile(file());
    }

    /** What every process is told of its logging. */
    List<String> logging(String process) {
        return List.of(
                "-Dlog4j2.configurationFile=" + folder.conf().resolve(LOGGING).toUri(),
                "-Dlog.file=" + folder.logs().resolve(process + ".log"));
    }

    private Path file() {
        return folder.conf().resolve(GlobalConfiguration.FLINK_CONF_FILENAME);
    }
}
