package io.flywheel.app.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a row into any table: what a test does not state is filled with the plainest value of its type. */
final class CatalogueRows {

    private static final String COLUMNS_THAT_MUST_BE_GIVEN = """
            SELECT a.attname, format_type(a.atttypid, NULL)
            FROM pg_attribute a
            WHERE a.attrelid = 'flywheel.%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef
              AND a.attidentity = '' ORDER BY a.attnum""";

    /** Of a column that allows a few words only, the first of them. */
    private static final String WORDS_THAT_ARE_ALLOWED = """
            SELECT a.attname, split_part(pg_get_constraintdef(c.oid), chr(39), 2)
            FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND a.atttypid = 'text'::regtype
            WHERE c.conrelid = 'flywheel.%s'::regclass AND c.contype = 'c' AND strpos(pg_get_constraintdef(c.oid), 'ARRAY[') > 0""";

    private CatalogueRows() {}

    /** Inserts a row; the values of {@code stated} are SQL expressions by column. */
    static void insert(PostgresAccess database, String table, Map<String, String> stated)
            throws IOException, SQLException {
        try (Connection connection = database.connectPatiently("test");
                Statement statement = connection.createStatement()) {
            Map<String, String> row = new TreeMap<>();
            for (String column : EmbeddedServer.query(connection, COLUMNS_THAT_MUST_BE_GIVEN.formatted(table))) {
                List<String> nameAndType = List.of(column.split("\\|"));
                row.put(nameAndType.get(0), plainest(nameAndType.get(1)));
            }
            for (String column : EmbeddedServer.query(connection, WORDS_THAT_ARE_ALLOWED.formatted(table))) {
                List<String> nameAndWord = List.of(column.split("\\|"));
                row.put(nameAndWord.get(0), "'" + nameAndWord.get(1) + "'");
            }
            row.putAll(stated);
            statement.execute("INSERT INTO flywheel." + table + " (\"" + String.join("\", \"", row.keySet())
                    + "\") VALUES (" + String.join(", ", row.values()) + ")");
        }
    }

    private static String plainest(String type) {
        return switch (type) {
            case "text" -> "'x'";
            case "timestamp with time zone" -> "now()";
            case "date" -> "current_date";
            case "boolean" -> "true";
            case "jsonb" -> "'{}'";
            case "text[]" -> "'{}'";
            default -> "0";
        };
    }
}
