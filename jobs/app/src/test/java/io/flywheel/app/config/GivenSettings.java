package io.flywheel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Settings as a file and a command line give them. */
final class GivenSettings {

    private GivenSettings() {}

    static final String SMALLEST = """
            kafka.bootstrap-servers: localhost:9092
            postgres.url: jdbc:postgresql://localhost/flywheel
            """;

    static JobConfig configured(String yaml, String... overrides) {
        return JobConfig.of(SettingsFile.parse("flywheel.yaml", yaml, List.of(overrides)));
    }

    static List<String> problems(String yaml, String... overrides) {
        InvalidFileException refused =
                catchThrowableOfType(InvalidFileException.class, () -> configured(yaml, overrides));
        assertThat(refused).as("the settings are refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }
}
