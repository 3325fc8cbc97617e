package io.flywheel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets among the settings: given in one way, in no URL, and never printed, not even in what is said of mistakes. */
class ConfiguredSecretsTest {

    private static final String SMALLEST = """
            kafka.bootstrap-servers: localhost:9092
            postgres.url: jdbc:postgresql://localhost/flywheel
            """;

    private static JobConfig configured(String yaml, String... overrides) {
        return JobConfig.of(SettingsFile.parse("flywheel.yaml", yaml, List.of(overrides)));
    }

    private static List<String> problems(String yaml, String... overrides) {
        InvalidFileException refused =
                catchThrowableOfType(InvalidFileException.class, () -> configured(yaml, overrides));
        assertThat(refused).as("the settings are refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void refusesTwoPasswords() {
        assertThat(problems(SMALLEST, "postgres.password=geheim", "postgres.password-env=PGPASSWORD"))
                .singleElement()
                .asString()
                .contains("in more than one way", "postgres.password-file")
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/flywheel?password=geheim",
                "jdbc:postgresql://db/flywheel?PassWord=geheim",
                "jdbc:postgresql://db/flywheel?user=a&sslpassword=geheim",
                "jdbc:postgresql://writer:geheim@db/flywheel",
            })
    void refusesAPasswordInTheUrl(String url) {
        assertThat(problems(SMALLEST, "postgres.url=" + url))
                .singleElement()
                .asString()
                .contains("postgres.password-file")
                .doesNotContain("geheim");
    }

    @Test
    void refusesAPasswordInTheUrlOfTheRegistry() {
        assertThat(problems(SMALLEST, "registry.url=http://me:geheim@registry:8081"))
                .singleElement()
                .asString()
                .doesNotContain("geheim");
    }

    @Test
    void neverPrintsASecret() throws IOException {
        JobConfig config = configured(SMALLEST, "postgres.password=geheim");
        assertThat(config.postgres().access().secret().read()).isEqualTo("geheim");
        assertThat(config.effective()).containsEntry("postgres.password", "***");
        assertThat(List.of(config.toString(), config.postgres().toString()))
                .allSatisfy(printed -> assertThat(printed).doesNotContain("geheim"));
        assertThat(problems(SMALLEST, "postgres.password: geheim")).noneMatch(problem -> problem.contains("geheim"));
        assertThat(problems(SMALLEST, "postgres.pasword=geheim"))
                .singleElement()
                .asString()
                .contains("did you mean 'postgres.password'?")
                .doesNotContain("geheim");
    }
}
