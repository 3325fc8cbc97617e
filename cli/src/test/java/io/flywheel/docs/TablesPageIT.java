package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.postgres.Migrations;
import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of tables says what the comments of a migrated database say. */
class TablesPageIT {

    private static final Set<String> TECHNICAL = Set.of("writer_epoch", "row_version", "updated_at");

    private static final String RELATIONS = """
            SELECT c.oid::bigint AS id, c.relname AS name, c.relkind::text AS kind, obj_description(c.oid, 'pg_class') AS meaning
            FROM pg_class c
            WHERE c.relnamespace = 'flywheel'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname <> 'flyway_schema_history'
            ORDER BY c.relkind = 'v', c.relname""";

    private static final String COLUMNS = """
            SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, col_description(a.attrelid, a.attnum) AS meaning,
                   EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS key,
                   a.attnotnull AS always
            FROM pg_attribute a
            WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    private static final String FUNCTIONS = """
            SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name, obj_description(p.oid, 'pg_proc') AS meaning
            FROM pg_proc p
            WHERE p.pronamespace = 'flywheel'::regnamespace
            ORDER BY 1""";

    private static final String VIEWS_OF_THE_WHEEL = """
            SELECT DISTINCT u.view_name
            FROM information_schema.view_table_usage u
            WHERE u.view_schema = 'flywheel' AND u.table_name IN
                ('customer_wheel', 'stage_transition', 'revolution', 'deal_course', 'flywheel_window', 'growth_accounting_day', 'friction_hotspot_window')""";

    private record Relation(long id, String name, String kind, String meaning) {}

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it before each test
    private Path folder;

    @Test
    void tablesAndViewsAreThoseOfTheMigrations() throws IOException, SQLException {
        try (EmbeddedDatabase database =
                EmbeddedDatabase.start(folder.resolve("data"), folder.resolve("programs"), 0)) {
            Migrations.migrate(new PostgresAccess(
                    database.jdbcUrl(), database.access().user(), SecretSource.file(database.passwordFile())));
            try (Connection connection = database.access().connect()) {
                DocumentedBlock.of("docs/reference/tables.md", "tables").mustSay(page(connection));
                DocumentedBlock.of("docs/reference/wheel.md", "views").mustSay(viewsOfTheWheel(connection));
            }
        }
    }

    private static String page(Connection connection) throws SQLException {
        StringBuilder page = new StringBuilder();
        List<Relation> relations = relations(connection);
        assertThat(relations).isNotEmpty();
        for (Relation relation : relations) {
            page.append(relation.kind().equals("v") ? "## View " : "## Table ")
                    .append(relation.name())
                    .append("\n\n")
                    .append(relation.meaning())
                    .append("\n\n")
                    .append(columns(connection, relation))
                    .append('\n');
        }
        return page.append("## Functions\n\n").append(functions(connection)).toString();
    }

    private static String viewsOfTheWheel(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(VIEWS_OF_THE_WHEEL);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString("view_name"));
            }
        }
        MarkdownTable table = new MarkdownTable("view", "what it tells");
        for (Relation relation : relations(connection)) {
            if (names.contains(relation.name())) {
                table.row("`" + relation.name() + "`", relation.meaning());
            }
        }
        return table.text();
    }

    private static List<Relation> relations(Connection connection) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RELATIONS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                relations.add(new Relation(
                        rows.getLong("id"), rows.getString("name"), rows.getString("kind"), meaning(rows)));
            }
        }
        return relations;
    }

    private static String columns(Connection connection, Relation relation) throws SQLException {
        boolean isTable = !relation.kind().equals("v");
        MarkdownTable table = new MarkdownTable("column", "type", "", "meaning");
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, relation.id());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString("name");
                    String meaning = meaning(rows);
                    if (!isTable || !TECHNICAL.contains(name)) {
                        String remark = rows.getBoolean("key")
                                ? "key"
                                : isTable && !rows.getBoolean("always") ? "may be null" : "";
                        table.row("`" + name + "`", rows.getString("type"), remark, meaning);
                    }
                }
            }
        }
        return table.text();
    }

    private static String functions(Connection connection) throws SQLException {
        MarkdownTable table = new MarkdownTable("function", "meaning");
        try (PreparedStatement statement = connection.prepareStatement(FUNCTIONS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                table.row("`" + rows.getString("name") + "`", meaning(rows));
            }
        }
        return table.text();
    }

    private static String meaning(ResultSet row) throws SQLException {
        String meaning = row.getString("meaning");
        assertThat(meaning).as("comment on %s", row.getString("name")).isNotBlank();
        return meaning;
    }
}
