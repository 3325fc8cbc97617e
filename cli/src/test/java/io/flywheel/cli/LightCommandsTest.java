package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that needs no Flink loads none: that is what keeps it quick. */
class LightCommandsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "--help",
                "doctor",
                "doctor -o json",
                "explain globex",
                "dashboard --help",
                "cluster up --help",
                "state check --help",
                "demo --nope",
                "run --help",
                "run --nope"
            })
    void noClassOfFlinkOrKafkaIsLoaded(String line) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Flywheel.class.getName()));
        command.addAll(List.of(line.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FLYWHEEL_HOME", directory.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(output).contains("io.flywheel.cli.Flywheel source:");
        assertThat(output.lines()
                        .filter(loaded -> loaded.contains("org.apache.flink.") || loaded.contains("org.apache.kafka.")))
                .isEmpty();
    }
}
