package io.flywheel.local.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.page.InventedWorld;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.pipeline.names.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Boards and the alert rule are what Grafana reads, and every panel has something to show to who may only read. */
@TestInstance(Lifecycle.PER_CLASS)
class GrafanaBoardsIT {

    private static final Set<String> KINDS = Set.of("stat", "timeseries", "table");
    private static final Set<String> UNITS = Set.of("none", "percentunit", "ops", "ms", "s");
    private static final Pattern OUR_METRIC = Pattern.compile("flink_taskmanager_job_task_operator_flywheel_([a-z_]+)");
    private static final Duration RULE_RANGE = Duration.ofHours(24);

    @SuppressWarnings("NullAway.Init") // started before all tests
    private EmbeddedDatabase database;

    @BeforeAll
    void customersWithAPast(@TempDir Path directory) throws IOException, SQLException {
        database = EmbeddedDatabase.start(
                directory.resolve("postgres"), Path.of("target", "programs").toAbsolutePath(), 0);
        new MomentumTables().migrate(database.access());
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(InventedWorld.invented());
            statement.execute("ANALYZE");
        }
    }

    @AfterAll
    void end() {
        if (database != null) {
            database.close();
        }
    }

    static List<Path> boards() throws IOException {
        return BoardPanel.boards();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void aBoardHasTheFormThatIsProvisioned(Path file) throws IOException {
        String text = Files.readString(file);
        JsonNode board = BoardPanel.JSON.readTree(text);

        assertThat(board.has("id")).isFalse();
        assertThat(text).doesNotContain("__inputs", "${DS_");
        assertThat(List.of("uid", "title", "description", "refresh", "schemaVersion", "time", "timezone"))
                .allSatisfy(key -> assertThat(board.hasNonNull(key)).as(key).isTrue());
        assertThat(board.path("refresh").isTextual()).isTrue();
        assertThat(board.path("editable").asBoolean(true)).isFalse();
        Set<String> variables = BoardPanel.nodes(board.path("templating").path("list"))
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());
        BoardPanel.nodes(board.path("templating").path("list")).forEach(variable -> {
            assertThat(variable.path("type").asText()).isEqualTo("datasource");
            assertThat(variable.path("current").path("value").asText()).isNotBlank();
        });
        assertThat(Pattern.compile("\\$\\{([a-zA-Z]+)}").matcher(text).results().map(use -> use.group(1)))
                .isNotEmpty()
                .isSubsetOf(variables);
        panels(file).forEach(GrafanaBoardsIT::saysWhatItShows);
        noneLiesOverAnother(panels(file));
    }

    private static void saysWhatItShows(JsonNode panel) {
        String title = panel.path("title").asText();
        assertThat(title).isNotBlank();
        assertThat(panel.path("description").asText()).as(title).isNotBlank();
        assertThat(panel.path("type").asText()).as(title).isIn(KINDS);
        assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                .as(title)
                .isIn(UNITS);
        assertThat(panel.path("datasource").path("uid").asText()).as(title).startsWith("${");
        JsonNode place = panel.path("gridPos");
        assertThat(List.of("x", "y", "w", "h"))
                .allSatisfy(key -> assertThat(place.path(key).isInt()).as(title).isTrue());
        assertThat(place.path("x").asInt() + place.path("w").asInt()).as(title).isLessThanOrEqualTo(24);
    }

    private static void noneLiesOverAnother(List<JsonNode> panels) {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : panels) {
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell =
                            place.path("x").asInt() + x + ":" + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as(panel.path("title").asText() + " at " + cell)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyPanelOfTablesHasRows(Path file) throws Exception {
        for (BoardPanel panel : BoardPanel.of(file)) {
            panel.mustAnswer(database.access());
        }
    }

    @Test
    void theAlertRuleIsATimeSeriesThatFiresWhenFrictionSpreads() throws Exception {
        Object rule = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(BoardPanel.GRAFANA.resolve("provisioning/alerting/flywheel.yaml")));
        JsonNode data = BoardPanel.JSON
                .valueToTree(rule)
                .path("groups")
                .path(0)
                .path("rules")
                .path(0)
                .path("data");
        JsonNode model = data.path(0).path("model");
        double limit = data.path(2)
                .path("model")
                .path("conditions")
                .path(0)
                .path("evaluator")
                .path("params")
                .path(0)
                .asDouble();

        new BoardPanel(
                        "alert rule",
                        model.path("rawSql").asText(),
                        model.path("format").asText(),
                        RULE_RANGE)
                .mustAnswer(database.access());
        assertThat(latestShare(model)).isLessThan(limit);
        change(
                "UPDATE flywheel.flywheel_window SET friction_points = 400 WHERE grain = 'trailing_1h' AND dim_type = 'all'");
        assertThat(latestShare(model)).isGreaterThan(limit);
        change("UPDATE flywheel.flywheel_window SET frictions = 5 WHERE grain = 'trailing_1h' AND dim_type = 'all'");
        assertThat(latestShare(model)).as("too few to say").isLessThan(limit);
        change(
                "UPDATE flywheel.flywheel_window SET friction_points = 20, frictions = 20 WHERE grain = 'trailing_1h' AND dim_type = 'all'");
    }

    @Test
    void everyMetricExists() throws IOException {
        Set<String> known = Arrays.stream(Metrics.values()).map(Metrics::id).collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        for (Path file : boards()) {
            OUR_METRIC.matcher(Files.readString(file)).results().forEach(metric -> named.add(metric.group(1)));
        }
        assertThat(named).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void everyFileOfTheProvisioningIsYaml() throws IOException {
        try (Stream<Path> files = Files.walk(BoardPanel.GRAFANA.resolve("provisioning"))) {
            List<Path> yaml = files.filter(Files::isRegularFile).toList();
            assertThat(yaml).hasSize(4);
            for (Path file : yaml) {
                assertThat(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)))
                        .isNotNull();
            }
        }
    }

    private double latestShare(JsonNode model) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        Macros.upToNow(RULE_RANGE).fill(model.path("rawSql").asText()))) {
            double latest = Double.NaN;
            while (rows.next()) {
                latest = rows.getDouble("friction_share");
            }
            return latest;
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static List<JsonNode> panels(Path board) throws IOException {
        return BoardPanel.nodes(
                        BoardPanel.JSON.readTree(Files.readString(board)).path("panels"))
                .toList();
    }
}
