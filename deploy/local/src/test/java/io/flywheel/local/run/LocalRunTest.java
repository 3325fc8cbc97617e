package io.flywheel.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flywheel.local.Configurations;
import io.flywheel.local.JobKind;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.ExitCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.LoopbackPorts;
import io.flywheel.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run ends that never began. */
class LocalRunTest {

    @TempDir
    private Path directory;

    private final LocalRun run = new LocalRun(new MomentumTables(), new Configurations(), Clock.systemUTC());

    @BeforeEach
    void aConfiguration() throws IOException {
        Files.writeString(directory.resolve("wheel.yaml"), """
                kafka.bootstrap-servers: 127.0.0.1:1
                postgres.url: jdbc:postgresql://127.0.0.1:1/flywheel
                """);
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamedWithWhatToDo() {
        String address = LoopbackPorts.HOST + ":" + LoopbackPorts.choose("a page", 0);
        Failure failure = failure("wheel.yaml", Map.of("flink.address", address), null);
        assertThat(failure.code()).isEqualTo(ErrorCode.FLINK_UNREACHABLE);
        assertThat(failure.code().exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(failure.what()).contains(address);
        assertThat(failure.next()).contains("flink.address");
    }

    @Test
    void aClusterHasNoUseForWhatIsMeantForThisProcess() {
        Failure failure = failure("wheel.yaml", Map.of("flink.address", "127.0.0.1:1"), Duration.ofSeconds(1));
        assertThat(failure.code()).isEqualTo(ErrorCode.USAGE);
    }

    @Test
    void aConfigurationThatIsWrongOrMissingIsSaidBeforeAnythingStarts() {
        assertThat(failure("wheel.yaml", Map.of("flink.address", "jobmanager"), null)
                        .why())
                .contains("flink.address")
                .contains("host and port");
        assertThat(failure("missing.yaml", Map.of(), null).code()).isEqualTo(ErrorCode.INPUT_UNREADABLE);
    }

    @Test
    void aDatabaseThatDoesNotAnswerEndsALocalRunBeforeFlinkStarts() {
        assertThat(failure("wheel.yaml", Map.of(), null).code()).isEqualTo(ErrorCode.POSTGRES_UNREACHABLE);
    }

    private Failure failure(String file, Map<String, String> settings, @Nullable Duration duration) {
        RunRequest request = new RunRequest(
                JobKind.PIPELINE,
                directory.resolve(file),
                settings,
                0,
                duration,
                false,
                directory.resolve("state"),
                List.of());
        Failure failure = catchThrowableOfType(Failure.class, () -> run.run(request, Progress.silent()));
        assertThat(failure).isNotNull();
        return failure;
    }
}
