package io.flywheel.app.config;

import static io.flywheel.app.config.GivenSettings.SMALLEST;
import static io.flywheel.app.config.GivenSettings.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a settings file, whatever it says. */
class SettingsFormTest {

    @Test
    void refusesAKeyThatIsSetTwice() {
        assertThat(problems(SMALLEST + "kafka:\n  group-id: one\nkafka.group-id: two\n"))
                .containsExactly("flywheel.yaml:5:17: kafka.group-id: set twice; first at flywheel.yaml:4:13");
        assertThat(problems(SMALLEST + "kafka.group-id: one\nkafka.group-id: two\n"))
                .containsExactly(
                        "flywheel.yaml:4:17: kafka.group-id: this name stands twice in one map; first at flywheel.yaml:3:17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka: [",
                "\tkafka: x",
                "kafka: 'x",
                "a: b: c",
                "--- \na: 1\n--- \nb: 2",
                "a: *nobody",
                "a: @b",
            })
    void saysWhereAFileIsNoYaml(String yaml) {
        assertThat(problems(yaml)).first().asString().matches("flywheel\\.yaml:[0-9]+:[0-9]+: this is no YAML: .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b", "just text", "42"})
    void refusesAFileThatIsNoMap(String yaml) {
        assertThat(problems(yaml))
                .first()
                .asString()
                .contains("flywheel.yaml:1:1: a map of names and values is expected");
    }

    @Test
    void refusesAListWhereAValueIsExpected() {
        assertThat(problems(SMALLEST + "kafka.group-id: [a, b]"))
                .containsExactly("flywheel.yaml:3:17: kafka.group-id: a plain value is expected here");
    }

    @Test
    void doesNotFollowAPartThatContainsItself() {
        assertThat(problems("kafka: &a\n  topics: *a\n")).anyMatch(problem -> problem.contains("contains itself"));
    }

    @Test
    void readsAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("flywheel.yaml"), SMALLEST + "kafka.gruop-id: x");
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> JobConfig.of(SettingsFile.read(file, List.of())))
                .withMessageStartingWith(file + ":3:17: ");
    }
}
