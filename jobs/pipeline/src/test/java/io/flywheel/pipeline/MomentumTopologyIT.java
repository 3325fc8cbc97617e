package io.flywheel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.pipeline.rehearsal.Expected;
import io.flywheel.pipeline.rehearsal.History;
import io.flywheel.pipeline.rehearsal.InboundLog;
import io.flywheel.pipeline.rehearsal.MomentumRun;
import java.nio.file.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real graph on a real cluster with RocksDB: whatever the parallelism and whatever breaks, what comes out is what the plain fold gives. */
class MomentumTopologyIT {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final History HISTORY = new History(42, 25, 3_000, 0.05, 0.02);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theOutputIsThatOfThePlainFold(int parallelism) throws Exception {
        MomentumRun run = MomentumRun.of(folder, HISTORY, parallelism);
        run.toTheEnd();
        assertAllIsAsExpected(run);
    }

    @Test
    void aFailureInTheMiddleChangesNothing() throws Exception {
        MomentumRun run = MomentumRun.of(folder, HISTORY, 4).breakingAt(0.6);
        run.toTheEnd();
        assertThat(folder.resolve("broken")).exists();
        assertAllIsAsExpected(run);
    }

    private static void assertAllIsAsExpected(MomentumRun run) {
        Expected expected = new Expected(new InboundLog(HISTORY));
        assertThat(run.customerRows()).isEqualTo(expected.customerRows());
        assertThat(run.customerTopic()).isEqualTo(expected.customerRows());
        assertThat(run.qualityRows()).isEqualTo(expected.qualityRows());
        assertThat(run.late()).isNotEmpty().isEqualTo(expected.late());
        assertThat(run.refused())
                .anyMatch(place -> place.startsWith("ID_CONFLICT"))
                .isEqualTo(expected.refused());
        assertThat(run.signals()).isEqualTo(expected.signals());
    }
}
