package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "errors.md");

    @Test
    void thePageListsEveryExitCodeAndEveryErrorInTheirWords() throws IOException {
        String exits = Arrays.stream(ExitCode.values())
                .map(code -> "| " + code.number() + " | " + code.meaning() + " |")
                .collect(Collectors.joining("\n"));
        String errors = Arrays.stream(ErrorCode.values())
                .map(code -> "| " + code.label() + " | " + code.exitCode().number() + " | " + code.meaning() + " |")
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(PAGE)).contains(exits).contains(errors);
    }

    @Test
    void numbersAreUsedOnceAndBeginWithTheirExitCode() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::label)).doesNotHaveDuplicates();
        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(code.label())
                        .startsWith("FLY-" + code.exitCode().number()));
    }
}
