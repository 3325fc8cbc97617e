package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertCommandsTest {

    private static final String RULE = """
            version: 1
            rules:
              - name: rubs
                about: customer
                severity: warning
                summary: It rubs
                runbook: none
                value: friction_standing
                fires_at_or_above: 5
                for: 90 min
            """;

    @TempDir
    private Path directory;

    private final Console console = new Console(new RecordedProduct(), Map.of("CI", "true"));

    @Test
    void aGoodFileIsValid() throws IOException {
        assertThat(console.run("rules", "check", rules(RULE))).isZero();
        assertThat(console.out()).endsWith("rules.yaml is valid\n");
    }

    @Test
    void aSlipIsShownWithACaretAndEndsWithThree() throws IOException {
        assertThat(console.run("rules", "check", rules(RULE.replace("friction_standing", "friction_standin + 1.0"))))
                .isEqualTo(3);
        assertThat(console.out())
                .contains(
                        "rules.yaml:8:12: rules[0].value: there is no fact 'friction_standin'; did you mean 'friction_standing'?")
                .contains("    friction_standin + 1.0\n    ^\n")
                .contains("1 problems in");
    }

    @Test
    void problemsAreAlsoToldAsJson() throws IOException {
        assertThat(console.run("rules", "check", rules(RULE.replace("90 min", "90")), "-o", "json"))
                .isEqualTo(3);
        JsonNode result = json();
        assertThat(result.path("kind").asText()).isEqualTo("RuleCheck");
        assertThat(result.path("valid").asBoolean()).isFalse();
        assertThat(result.path("problems")).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsNoFileWithErrors() {
        assertThat(console.run("rules", "check", directory.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(console.err()).contains("can not be read");
    }

    @Test
    void theRulesOfAFileAreListedAndThoseOfTheJobsWithoutOne() throws IOException {
        assertThat(console.run("rules", "list", "--file", rules(RULE))).isZero();
        assertThat(console.out())
                .contains("rubs", "customer", "at or above 5 points a day for 90 min", "It rubs; none");
        assertThat(console.run("rules", "list", "-o", "json")).isZero();
        assertThat(console.out()).contains("standing_friction", "friction_spreads");
    }

    @Test
    void alertsThatAreOpenAreListedAndWithAllTheOthersToo() throws IOException {
        assertThat(console.run("alerts", "list", "--data-dir", directory.toString()))
                .isZero();
        assertThat(console.out())
                .contains("firing", "standing_friction", "globex", "5.5 points a day")
                .doesNotContain("resolved");
        assertThat(console.run("alerts", "list", "--all", "--data-dir", directory.toString()))
                .isZero();
        assertThat(console.out()).contains("resolved", "friction_spreads", "until");
    }

    @Test
    void alertsAreAlsoToldAsJson() throws IOException {
        assertThat(console.run("alerts", "list", "--data-dir", directory.toString(), "-o", "json"))
                .isZero();
        JsonNode result = json();
        assertThat(result.path("kind").asText()).isEqualTo("AlertListing");
        assertThat(result.path("alerts").get(0).path("resolved_at").isNull()).isTrue();
        assertThat(result.path("alerts").get(0).path("value").asDouble()).isEqualTo(5.5);
        assertThat(result.path("alerts").get(0).path("unit").asText()).isEqualTo("points_per_day");
    }

    private String rules(String text) throws IOException {
        Path file = directory.resolve("rules.yaml");
        Files.writeString(file, text);
        return file.toString();
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(console.out());
    }
}
