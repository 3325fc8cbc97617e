package io.flywheel.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void theFlagWinsOverTheEnvironmentOverTheProjectOverTheUser() {
        Properties system = new Properties();
        system.setProperty("user.home", "/home/u");
        Map<String, String> environment = Map.of("FLYWHEEL_HOME", "/env");
        assertThat(DataDirectory.locate(null, Map.of(), system)).isEqualTo(Path.of("/home/u/.flywheel"));
        system.setProperty("flywheel.home", "/project");
        assertThat(DataDirectory.locate(null, Map.of(), system)).isEqualTo(Path.of("/project/.flywheel"));
        assertThat(DataDirectory.locate(null, environment, system)).isEqualTo(Path.of("/env"));
        assertThat(DataDirectory.locate(Path.of("/flag"), environment, system)).isEqualTo(Path.of("/flag"));
    }

    @Test
    void aSecondRunIsToldWhoWorksThere() throws IOException {
        try (DataDirectory first = DataDirectory.take(directory)) {
            new RunningDemo(ProcessHandle.current().pid(), 1, 2, 3).write(first.root());
            assertThatThrownBy(() -> DataDirectory.take(directory)).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.DATA_DIRECTORY_IN_USE);
                assertThat(failure.why())
                        .contains(Long.toString(ProcessHandle.current().pid()));
            });
        }
        DataDirectory.take(directory).close();
    }

    @Test
    void aCardLastsAsLongAsItsProcess() throws IOException {
        RunningDemo card = new RunningDemo(ProcessHandle.current().pid(), 1, 2, 3);
        try (DataDirectory taken = DataDirectory.take(directory)) {
            card.write(taken.root());
            assertThat(RunningDemo.read(directory)).contains(card);
        }
        assertThat(RunningDemo.read(directory)).isEmpty();
        new RunningDemo(Long.MAX_VALUE, 1, 2, 3).write(directory);
        assertThat(RunningDemo.read(directory)).isEmpty();
    }

    @Test
    void clearingForgetsStateAndKeepsProgramsAndLogs() throws IOException {
        try (DataDirectory taken = DataDirectory.take(directory)) {
            for (Path part : new Path[] {taken.postgres(), taken.kafka(), taken.programs(), taken.logs()}) {
                Files.createDirectories(part.resolve("deep"));
            }
            taken.clear();
            assertThat(taken.postgres()).doesNotExist();
            assertThat(taken.kafka()).doesNotExist();
            assertThat(taken.programs()).exists();
            assertThat(taken.logs()).exists();
        }
    }

    @Test
    void aPlaceThatCanNotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.take(file.resolve("below")))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_DIRECTORY_UNUSABLE));
    }
}
