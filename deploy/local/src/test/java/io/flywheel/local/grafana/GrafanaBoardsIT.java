package io.flywheel.local.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.page.InventedWorld;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.pipeline.names.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

    private static final Path GRAFANA = Path.of("..", "grafana");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KINDS = Set.of("stat", "timeseries", "table");
    private static final Set<String> UNITS = Set.of("none", "percentunit", "ops", "ms", "s");
    private static final Pattern OUR_METRIC = Pattern.compile("flink_taskmanager_job_task_operator_flywheel_([a-z_]+)");
    /** What a panel may take: the middle of several runs, so that other work of the machine does not decide. */
    private static final Duration SLOWEST = Duration.ofMillis(300);

    private static final int RUNS = 5;

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
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            List<Path> boards = files.sorted().toList();
            assertThat(boards).hasSize(2);
            return boards;
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void aBoardHasTheFormThatIsProvisioned(Path file) throws IOException {
        String text = Files.readString(file);
        JsonNode board = JSON.readTree(text);

        assertThat(board.has("id")).isFalse();
        assertThat(text).doesNotContain("__inputs", "${DS_");
        assertThat(List.of("uid", "title", "description", "refresh", "schemaVersion", "time", "timezone"))
                .allSatisfy(key -> assertThat(board.hasNonNull(key)).as(key).isTrue());
        assertThat(board.path("refresh").isTextual()).isTrue();
        assertThat(board.path("editable").asBoolean(true)).isFalse();
        Set<String> variables = nodes(board.path("templating").path("list"))
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());
        nodes(board.path("templating").path("list")).forEach(variable -> {
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
        List<String> seen = new ArrayList<>();
        for (JsonNode panel : panels(file)) {
            for (JsonNode target : panel.path("targets")) {
                if (target.has("rawSql")) {
                    String title = panel.path("title").asText();
                    answers(
                            title,
                            target.path("rawSql").asText(),
                            target.path("format").asText());
                    seen.add(title);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void theAlertRuleIsATimeSeriesThatFiresWhenFrictionSpreads() throws Exception {
        Object rule = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(GRAFANA.resolve("provisioning/alerting/flywheel.yaml")));
        JsonNode data = JSON.valueToTree(rule)
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

        answers(
                "alert rule",
                model.path("rawSql").asText(),
                model.path("format").asText());
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
        try (Stream<Path> files = Files.walk(GRAFANA.resolve("provisioning"))) {
            List<Path> yaml = files.filter(Files::isRegularFile).toList();
            assertThat(yaml).hasSize(4);
            for (Path file : yaml) {
                assertThat(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)))
                        .isNotNull();
            }
        }
    }

    private void answers(String title, String sql, String format) throws SQLException {
        assertThat(sql).as(title).doesNotContain("SELECT *");
        String filled = now().fill(sql);
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE flywheel_reader");
            statement.execute("SET default_transaction_read_only = on");
            try (ResultSet rows = statement.executeQuery(filled)) {
                assertThat(rows.next()).as(title).isTrue();
                if (format.equals("time_series")) {
                    isASeries(title, rows);
                }
            }
            Duration middle = middleOfSeveral(statement, filled);
            System.out.printf(Locale.ROOT, "%-32s %7.1f ms%n", title, middle.toNanos() / 1e6);
            assertThat(middle).as(title).isLessThan(SLOWEST);
        }
    }

    /** The time until the last row has come, after a first run has warmed the tables. */
    private static Duration middleOfSeveral(Statement statement, String sql) throws SQLException {
        List<Duration> taken = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    assertThat(rows.getMetaData().getColumnCount()).isPositive();
                }
            }
            taken.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        taken.sort(null);
        return taken.get(RUNS / 2);
    }

    private static void isASeries(String title, ResultSet rows) throws SQLException {
        ResultSetMetaData form = rows.getMetaData();
        List<Integer> types = new ArrayList<>();
        for (int column = 1; column <= form.getColumnCount(); column++) {
            types.add(form.getColumnType(column));
        }
        assertThat(form.getColumnLabel(1)).as(title).isEqualTo("time");
        assertThat(types).as(title).containsAnyOf(Types.DOUBLE, Types.BIGINT, Types.NUMERIC);
        Instant before = Instant.MIN;
        do {
            Instant at = rows.getTimestamp(1).toInstant();
            assertThat(at).as(title).isAfterOrEqualTo(before);
            before = at;
        } while (rows.next());
    }

    private double latestShare(JsonNode model) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(now().fill(model.path("rawSql").asText()))) {
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

    private static Macros now() {
        Instant now = Instant.now();
        return new Macros(now.minus(Duration.ofHours(24)), now.plus(Duration.ofMinutes(1)));
    }

    private static List<JsonNode> panels(Path board) throws IOException {
        return nodes(JSON.readTree(Files.readString(board)).path("panels")).toList();
    }

    private static Stream<JsonNode> nodes(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
