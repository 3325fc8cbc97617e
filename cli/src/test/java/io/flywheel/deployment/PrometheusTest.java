package io.flywheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of deploy/prometheus, checked by Prometheus' and Alertmanager's own tools and against the code. */
class PrometheusTest {

    private static final Path FOLDER = Deployed.FOLDER.resolve("prometheus");
    private static final Path RULES = FOLDER.resolve("flywheel.rules.yml");

    @Test
    void rulesAreWellFormedAndFireWhenTheyShould() throws IOException, InterruptedException {
        Tool.PROMTOOL
                .run(FOLDER, "check", "rules", "--lint=all", "--lint-fatal", "flywheel.rules.yml")
                .content();
        Tool.PROMTOOL.run(FOLDER, "test", "rules", "flywheel.rules.test.yml").content();
        Tool.PROMTOOL.run(FOLDER, "check", "config", "prometheus.yml").content();
    }

    @Test
    void everyAlertHasACaseASeverityAndARunbook() {
        String cases = Deployed.text(FOLDER.resolve("flywheel.rules.test.yml"));
        List<JsonNode> alerts = alerts();

        assertThat(alerts).hasSizeGreaterThan(10).allSatisfy(alert -> {
            String name = alert.get("alert").asText();
            assertThat(cases).as("a case of %s", name).contains(name);
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).isNotBlank();
            Path runbook =
                    Deployed.ROOT.resolve(alert.at("/annotations/runbook_url").asText());
            assertThat(runbook).isRegularFile();
            assertThat(Deployed.text(runbook)).as("%s names %s", runbook, name).contains("`" + name + "`");
        });
    }

    @Test
    void everyMetricInARuleIsOneOfTheCode() throws ReflectiveOperationException {
        Set<String> used = MetricNamesInUse.in(Deployed.text(RULES));

        assertThat(used).hasSizeGreaterThan(12).isSubsetOf(MetricNamesInUse.ofTheCode());
    }

    @Test
    void everyMetricOnABoardIsOneOfTheCode() throws IOException, ReflectiveOperationException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Deployed.FOLDER)) {
            files.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().contains("target"))
                    .forEach(file -> used.addAll(MetricNamesInUse.in(Deployed.text(file))));
        }

        assertThat(used).isSubsetOf(MetricNamesInUse.ofTheCode());
    }

    @Test
    void routesAreWellFormedAndCarryNoSecret() throws IOException, InterruptedException {
        Tool.AMTOOL.run(FOLDER, "check-config", "alertmanager.yml").content();
        String text = Deployed.text(FOLDER.resolve("alertmanager.yml"));
        assertThat(text).doesNotContain("https://", "routing_key:", "api_url:", "password:");
    }

    @ParameterizedTest
    @CsvSource({"FlywheelJobAbsent, page, on-call", "FlywheelRecordsLate, ticket, tickets", "Unknown, none, tickets"})
    void alertsReachWhomTheyShould(String alert, String severity, String receiver)
            throws IOException, InterruptedException {
        assertThat(Tool.AMTOOL
                        .run(
                                FOLDER,
                                "config",
                                "routes",
                                "test",
                                "--config.file=alertmanager.yml",
                                "alertname=" + alert,
                                "severity=" + severity)
                        .content()
                        .strip())
                .isEqualTo(receiver);
    }

    @Test
    void everySeverityOfARuleHasARoute() {
        String routes = Deployed.text(FOLDER.resolve("alertmanager.yml"));

        assertThat(alerts().stream()
                        .map(alert -> alert.at("/labels/severity").asText())
                        .collect(Collectors.toSet()))
                .allSatisfy(severity -> assertThat(routes).contains("severity=\"" + severity + "\""));
    }

    private static List<JsonNode> alerts() {
        return Deployed.nodes(Deployed.yaml(Deployed.text(RULES)).get(0))
                .filter(node -> node.has("alert"))
                .toList();
    }
}
