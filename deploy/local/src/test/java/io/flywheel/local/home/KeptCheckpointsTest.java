package io.flywheel.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCheckpointsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void theNewestCompleteCheckpointOfAllRunsIsTheOneToGoOnFrom() throws IOException {
        complete("first/chk-9", NOON);
        Path newest = complete("second/chk-2", NOON.plusSeconds(1));
        Files.createDirectories(directory.resolve("jobs/momentum/second/chk-3"));
        try (DataDirectory home = DataDirectory.take(directory)) {
            assertThat(home.kept("momentum").newest()).contains(new KeptCheckpoints.Kept(newest, NOON.plusSeconds(1)));
            assertThat(home.kept("velocity").newest()).isEmpty();
            home.clear();
            assertThat(home.kept("momentum").newest()).as("no demo clears it").isPresent();
            home.kept("momentum").forget();
            assertThat(home.kept("momentum").newest()).isEmpty();
        }
    }

    private Path complete(String checkpoint, Instant at) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("jobs/momentum").resolve(checkpoint));
        Files.setLastModifiedTime(Files.createFile(folder.resolve("_metadata")), FileTime.from(at));
        return folder;
    }
}
