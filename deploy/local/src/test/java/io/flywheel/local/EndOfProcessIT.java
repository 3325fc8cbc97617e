package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.LoopbackPorts;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfProcessIT {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalLeavesNothingRunning(String signal, int exitCode) throws Exception {
        Running running = fork();
        new ProcessBuilder("kill", "-" + signal, Long.toString(running.process().pid()))
                .start()
                .waitFor();
        assertThat(running.process().waitFor(20, TimeUnit.SECONDS))
                .as("the process ends")
                .isTrue();
        assertThat(running.process().exitValue()).isEqualTo(exitCode);
        // Ended is not yet gone: the system's first process takes its time to collect it.
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isAlive(running.postmaster()));
        assertThat(LoopbackPorts.isFree(running.postgresPort())).isTrue();
        assertThat(LoopbackPorts.isFree(running.kafkaPort())).isTrue();
        DataDirectory.take(directory).close();
    }

    @Test
    void whatAKilledProcessLeftBehindIsReplacedAtTheNextStart() throws Exception {
        Running running = fork();
        running.process().destroyForcibly().waitFor();
        assertThat(isAlive(running.postmaster())).isTrue();
        try (EmbeddedDatabase next = EmbeddedDatabase.start(directory.resolve("postgres"), PROGRAMS, 0)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isAlive(running.postmaster()));
            assertThat(next.pid().orElseThrow()).isNotEqualTo(running.postmaster());
            next.access().connect().close();
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private record Running(Process process, long postmaster, int postgresPort, int kafkaPort) {}

    private Running fork() throws IOException {
        // a build that runs in the background ignores INT, and what it starts would inherit that
        Process process = new ProcessBuilder(List.of(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeptAlive.class.getName(),
                        directory.toString(),
                        PROGRAMS.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        assertThat(line).startsWith("ready ");
        String[] words = line.split(" ");
        return new Running(process, Long.parseLong(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    }
}
