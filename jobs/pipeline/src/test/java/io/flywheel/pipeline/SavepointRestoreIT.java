package io.flywheel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.pipeline.rehearsal.Expected;
import io.flywheel.pipeline.rehearsal.GoldenFile;
import io.flywheel.pipeline.rehearsal.History;
import io.flywheel.pipeline.rehearsal.InboundLog;
import io.flywheel.pipeline.rehearsal.MomentumRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State survives stops, other parallelisms and releases.
 *
 * <p>A committed savepoint holds the customers and hours of its release and positions in {@link #RELEASED}: that history, the small catalogue and the form of the source's positions are part of it.
 */
class SavepointRestoreIT {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final History HISTORY = new History(7, 20, 2_000, 0.05, 0.02);
    private static final History RELEASED = new History(2026, 6, 240, 0.05, 0.02);
    private static final Path RELEASE = Path.of("src", "test", "resources", "savepoints", "0.1.0");
    private static final int LARGEST_SAVEPOINT = 200 * 1_024;

    @TempDir
    Path folder;

    @Test
    void aRunStoppedAndRescaledTwiceEndsAsAnUndisturbedOne() throws Exception {
        MomentumRun first = part("first", HISTORY, 2).until(0.4);
        MomentumRun second = part("second", HISTORY, 3).until(0.75).from(first.leaveSavepoint());
        MomentumRun last = part("last", HISTORY, 1).from(second.leaveSavepoint());
        last.toTheEnd();

        Expected expected = new Expected(new InboundLog(HISTORY));
        assertThat(together(MomentumRun::customerRows, first, second, last)).isEqualTo(expected.customerRows());
        assertThat(together(MomentumRun::qualityRows, first, second, last)).isEqualTo(expected.qualityRows());
        assertThat(last.customerRows()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theSavepointOfTheFirstReleaseIsRestoredAndGoesOn(int parallelism) throws Exception {
        if (GoldenFile.isWriting() && parallelism == 1) {
            replaceFiles(
                    RELEASE,
                    Path.of(URI.create(part("release", RELEASED, 1).until(0.5).leaveSavepoint())));
        }
        assertThat(totalSize(RELEASE)).isPositive().isLessThan(LARGEST_SAVEPOINT);

        MomentumRun run =
                part("restored", RELEASED, parallelism).from(RELEASE.toUri().toString());
        run.toTheEnd();

        assertThat(withoutRisk(run.customerRows()))
                .hasSize(RELEASED.customers())
                .isEqualTo(withoutRisk(new Expected(new InboundLog(RELEASED)).customerRows()));
    }

    /** The first release kept no habits, so what risk rests on begins with its savepoint. */
    private static Map<String, String> withoutRisk(Map<String, String> rows) {
        Map<String, String> left = new TreeMap<>();
        rows.forEach((id, row) -> left.put(id, row.replaceFirst(", churn=.*, contributions=", ", contributions=")));
        return left;
    }

    private static void replaceFiles(Path target, Path source) throws IOException {
        Files.createDirectories(target);
        for (Path old : files(target)) {
            Files.delete(old);
        }
        for (Path file : files(source)) {
            Files.copy(file, target.resolve(file.getFileName().toString()));
        }
    }

    private static long totalSize(Path folder) throws IOException {
        long size = 0;
        for (Path file : files(folder)) {
            size += Files.size(file);
        }
        return size;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private MomentumRun part(String name, History history, int parallelism) throws IOException {
        return MomentumRun.of(Files.createDirectories(folder.resolve(name)), history, parallelism);
    }

    /** The table that several runs wrote one after the other. */
    private static Map<String, String> together(Function<MomentumRun, Map<String, String>> table, MomentumRun... runs) {
        Map<String, String> rows = new TreeMap<>();
        for (MomentumRun run : runs) {
            rows.putAll(table.apply(run));
        }
        return rows;
    }
}
