package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunsIT {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();

    @TempDir
    private Path directory;

    private final Heard heard = new Heard();

    @BeforeEach
    void programsAreUnpackedOnce() throws Exception {
        Files.createDirectories(PROGRAMS);
        Files.createSymbolicLink(directory.resolve("programs"), PROGRAMS);
    }

    @Test
    void aReplayEndsWhenEverythingIsInTheTablesAndExplainReadsThemAfterwards() {
        MiniatureProduct product = new MiniatureProduct(2_000);
        LocalReplay replay = new LocalReplay(product, product, product, new NoConfigurations(), Clock.systemUTC());
        Disturbance disturbance = new Disturbance(Duration.ofMinutes(1), 0.2, 7);
        ReplayReport report = replay.run(request(disturbance, Duration.ofMinutes(2)), heard);
        assertThat(report.read()).isEqualTo(2_000);
        assertThat(report.accepted()).isEqualTo(2_000);
        assertThat(report.duplicates()).isEqualTo(report.repeated()).isBetween(300L, 500L);
        assertThat(report.customers()).isEqualTo(10);
        assertThat(report.dumpedTables()).isEqualTo(1);
        assertThat(report.peakRssBytes()).isPositive();
        assertThat(heard.done).anyMatch(line -> line.startsWith("Flink job: RUNNING"));

        LocalExplain explain = new LocalExplain(product, new NoConfigurations());
        assertThat(explain.explain("c3", null, directory).velocity()).isGreaterThanOrEqualTo(200);
        assertThatThrownBy(() -> explain.explain("nobody", null, directory))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CUSTOMER_UNKNOWN));
    }

    @Test
    void aReplayThatTakesTooLongSaysHowFarItCame() {
        MiniatureProduct product = new MiniatureProduct(50);
        LocalReplay replay = new LocalReplay(product, product, product, new NoConfigurations(), Clock.systemUTC());
        assertThatThrownBy(() -> replay.run(request(Disturbance.none(), Duration.ZERO), Progress.silent()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMED_OUT));
    }

    @Test
    void aDemoIsReadyWhenARowWasReadBackAndEndsAfterItsTime() {
        MiniatureProduct product = new MiniatureProduct(100);
        LocalDemo demo = new LocalDemo(product, product, product, Clock.systemUTC());
        DemoRequest request = new DemoRequest(
                Instant.now(), Duration.ofSeconds(25), 10, 10, 42, DemoRequest.Ports.anyFree(), directory, false);
        DemoReport report = demo.run(request, heard);
        assertThat(report.secondsToFirstRow()).isPositive().isLessThanOrEqualTo(report.secondsToReady());
        assertThat(report.seconds()).isBetween(25.0, 40.0);
        assertThat(report.customers()).isEqualTo(10);
        assertThat(report.eventsIn()).isGreaterThan(100);
        assertThat(report.rowsWritten()).isPositive();
        assertThat(heard.said)
                .anyMatch(line -> line.contains("checkout breaks"))
                .anyMatch(line -> line.contains("http://127.0.0.1:"));
    }

    @Test
    void withoutAnyRunBeforeExplainSaysWhatToDo() {
        LocalExplain explain = new LocalExplain(new MiniatureProduct(0), new NoConfigurations());
        assertThatThrownBy(() -> explain.explain("c1", null, directory.resolve("empty")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.next()).contains("flywheel demo"));
    }

    private ReplayRequest request(Disturbance disturbance, Duration timeout) {
        return new ReplayRequest(
                "miniature",
                Path.of("none"),
                null,
                Map.of(),
                disturbance,
                directory.resolve("dump"),
                timeout,
                directory);
    }

    private static final class NoConfigurations implements Configurations {

        @Override
        public List<ConfigurationProblem> problems(Path file, Map<String, String> overrides) {
            return List.of();
        }

        @Override
        public Endpoints endpoints(Path file, Map<String, String> overrides) {
            throw new IllegalStateException("these runs have no configuration");
        }
    }

    private static final class Heard implements Progress {

        private final List<String> done = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private String phase = "";

        @Override
        public void begin(String name) {
            phase = name;
        }

        @Override
        public void done(String detail) {
            done.add(phase + ": " + detail);
        }

        @Override
        public void update(String detail) {}

        @Override
        public void say(String line) {
            said.add(line);
        }
    }
}
