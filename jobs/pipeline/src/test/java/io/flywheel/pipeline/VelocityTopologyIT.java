package io.flywheel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.pipeline.rehearsal.History;
import io.flywheel.pipeline.rehearsal.VelocityRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real graph on a real cluster with RocksDB: whatever the order of arrival and whatever breaks, the rows in the end are those of the ordered log. */
class VelocityTopologyIT {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final History HISTORY = History.clean(42, 25, 1_500);

    @TempDir
    Path folder;

    @Test
    void signalsADayOutOfOrderAndRepeatedEndInTheSameRows() throws Exception {
        VelocityRun ordered = run("ordered", 1, false, false).toTheEnd();
        VelocityRun disordered = run("disordered", 4, true, false).toTheEnd();
        VelocityRun broken = run("broken", 4, true, true).toTheEnd();

        assertThat(folder.resolve("broken").resolve("broken")).exists();
        assertThat(ordered.windowRows())
                .hasSizeGreaterThan(1_000)
                .allSatisfy((place, row) -> assertThat(row).endsWith(" final"));
        for (VelocityRun run : new VelocityRun[] {disordered, broken}) {
            assertSame(run.wheelRows(), ordered.wheelRows());
            assertSame(run.windowRows(), ordered.windowRows());
            assertSame(run.growthRows(), ordered.growthRows());
            assertSame(run.hotspotRows(), ordered.hotspotRows());
        }
    }

    private static void assertSame(Map<String, String> rows, Map<String, String> expected) {
        assertThat(expected).isNotEmpty();
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, row) -> assertThat(rows.get(key)).as(key).isEqualTo(row));
    }

    private VelocityRun run(String name, int parallelism, boolean disordered, boolean breaks) throws IOException {
        return new VelocityRun(Files.createDirectories(folder.resolve(name)), HISTORY, parallelism, disordered, breaks);
    }
}
