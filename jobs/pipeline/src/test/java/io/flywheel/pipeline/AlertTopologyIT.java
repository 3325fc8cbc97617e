package io.flywheel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.pipeline.rehearsal.AlertRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real graph from signals to alerts on a real cluster with RocksDB: however many subtasks there are and whatever breaks, the alerts are the same. */
class AlertTopologyIT {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path folder;

    @Test
    void alertsOfWindowsDoNotDependOnSubtasksOrFailures() throws Exception {
        Map<String, String> alone = run("alone", 1, false);
        Map<String, String> many = run("many", 4, false);
        Map<String, String> broken = run("broken", 4, true);

        assertThat(folder.resolve("broken").resolve("broken")).exists();
        assertThat(statuses(alone)).contains("pending", "firing", "recovering", "resolved");
        assertThat(many).isEqualTo(alone);
        assertThat(broken).isEqualTo(alone);
    }

    private Map<String, String> run(String name, int parallelism, boolean breaks) throws Exception {
        return new AlertRun(Files.createDirectories(folder.resolve(name)), parallelism, breaks).transitions();
    }

    private static Set<String> statuses(Map<String, String> transitions) {
        return transitions.values().stream().map(line -> line.split(" ")[1]).collect(Collectors.toSet());
    }
}
