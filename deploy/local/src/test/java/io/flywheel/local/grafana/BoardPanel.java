package io.flywheel.local.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.local.postgres.DatabaseAccess;
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
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A question of a board to the tables, asked in Grafana's own way by the role that may only read.
 *
 * @param title of the panel
 * @param sql as the board holds it
 * @param format what Grafana makes of the rows: {@code table} or {@code time_series}
 * @param range how far back the board looks when it is opened
 */
public record BoardPanel(String title, String sql, String format, Duration range) {

    static final Path GRAFANA = Path.of("..", "grafana");
    static final ObjectMapper JSON = new ObjectMapper();

    /** What a panel may take: the middle of several runs, so that other work of the machine does not decide. */
    private static final Duration SLOWEST = Duration.ofMillis(300);

    private static final int RUNS = 5;

    /** The questions of all boards. */
    public static List<BoardPanel> all() throws IOException {
        List<BoardPanel> panels = new ArrayList<>();
        for (Path board : boards()) {
            panels.addAll(of(board));
        }
        return panels;
    }

    static List<Path> boards() throws IOException {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            List<Path> boards = files.sorted().toList();
            assertThat(boards).hasSize(2);
            return boards;
        }
    }

    static List<BoardPanel> of(Path board) throws IOException {
        List<BoardPanel> panels = new ArrayList<>();
        JsonNode whole = JSON.readTree(Files.readString(board));
        String from = whole.path("time").path("from").asText();
        Duration range = Duration.parse(from.replace("now-", "PT").toUpperCase(Locale.ROOT));
        for (JsonNode panel : nodes(whole.path("panels")).toList()) {
            nodes(panel.path("targets"))
                    .filter(target -> target.has("rawSql"))
                    .forEach(target -> panels.add(new BoardPanel(
                            panel.path("title").asText(),
                            target.path("rawSql").asText(),
                            target.path("format").asText(),
                            range)));
        }
        assertThat(panels).as(board.toString()).hasSizeGreaterThanOrEqualTo(3);
        return panels;
    }

    static Stream<JsonNode> nodes(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    public boolean hasRows(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            onlyReads(statement);
            try (ResultSet rows = statement.executeQuery(Macros.upToNow(range).fill(sql))) {
                return rows.next();
            }
        }
    }

    /** Has rows, in the form that its kind of panel needs, in time. */
    public void mustAnswer(DatabaseAccess database) throws SQLException {
        assertThat(sql).as(title).doesNotContain("SELECT *");
        String filled = Macros.upToNow(range).fill(sql);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            onlyReads(statement);
            try (ResultSet rows = statement.executeQuery(filled)) {
                assertThat(rows.next()).as(title).isTrue();
                if (format.equals("time_series")) {
                    isASeries(rows);
                }
            }
            Duration middle = middleOfSeveral(statement, filled);
            System.out.printf(Locale.ROOT, "%-32s %7.1f ms%n", title, middle.toNanos() / 1e6);
            assertThat(middle).as(title).isLessThan(SLOWEST);
        }
    }

    private static void onlyReads(Statement statement) throws SQLException {
        statement.execute("SET ROLE flywheel_reader");
        statement.execute("SET default_transaction_read_only = on");
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

    private void isASeries(ResultSet rows) throws SQLException {
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
}
