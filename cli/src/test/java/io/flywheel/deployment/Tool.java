package io.flywheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of others that checks files of ours.
 *
 * <p><b>Shape:</b> where it is not installed the test that needs it is skipped and says how to install it; with {@code FLYWHEEL_REQUIRE_TOOLS=1} it fails, but for kubectl, of which no Debian package is new enough.
 */
enum Tool {
    PROMTOOL("promtool", "apt-get install prometheus"),
    AMTOOL("amtool", "apt-get install prometheus-alertmanager"),
    KUBECTL("kubectl", "install kubectl 1.24 or newer from kubernetes.io");

    private static final int PATIENCE_SECONDS = 60;

    private final String program;
    private final String installedBy;

    Tool(String program, String installedBy) {
        this.program = program;
        this.installedBy = installedBy;
    }

    /** What it said, and how it ended. */
    record Answer(int exitCode, String out, String err) {

        /** Its output, once it is known to be content. */
        String content() {
            assertThat(exitCode).as("%s%n%s", out, err).isZero();
            return out;
        }
    }

    Answer run(Path folder, String... arguments) throws IOException, InterruptedException {
        mustBeHere();
        Path out = Files.createTempFile(program, ".out");
        Path err = Files.createTempFile(program, ".err");
        try {
            List<String> command = new ArrayList<>(List.of(program));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private void mustBeHere() {
        boolean here = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        String lacking = program + " is not installed; to make this test run: " + installedBy;
        if (this != KUBECTL && "1".equals(System.getenv("FLYWHEEL_REQUIRE_TOOLS"))) {
            assertThat(here).as(lacking).isTrue();
        }
        if (!here) {
            byte[] aloud = ("SKIPPED: " + lacking + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
            System.err.write(aloud, 0, aloud.length);
        }
        Assumptions.assumeTrue(here, lacking);
    }
}
