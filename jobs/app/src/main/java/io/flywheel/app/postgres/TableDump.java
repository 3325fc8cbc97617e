package io.flywheel.app.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes the tables of schema {@code flywheel} as files, the same bytes for the same content.
 *
 * <p><b>Shape:</b> {@code TABLE.csv} with header, UTF-8, rows by primary key in the order of their bytes, all tables as of one moment; without the columns
 * whose comment begins with {@code Technical:}, which say how rows were written and not what they say; without retracted friction, which says what was told too early; and without {@code resent_record} and
 * {@code erasure_step}, which say what people did.
 *
 * <p><b>Units:</b> times in ISO 8601, UTC, microseconds; doubles with the fewest digits that give the same double.
 *
 * <p><b>Errors:</b> {@link IOException} naming the database or the file.
 */
public final class TableDump {

    /** The database itself puts the statements together, from its own catalogue and with its own quoting. */
    private static final String STATEMENTS = """
            SELECT c.relname, format(
                'COPY (SELECT %s FROM flywheel.%I AS t %s ORDER BY %s) TO STDOUT WITH (FORMAT csv, HEADER)', columns.list, c.relname,
                CASE c.relname WHEN 'friction_event' THEN 'WHERE t.status <> ''retracted''' ELSE '' END, keys.list)
            FROM pg_class c
            CROSS JOIN LATERAL (
                SELECT string_agg(
                    CASE WHEN a.atttypid = 'timestamptz'::regtype
                        THEN format('CASE WHEN isfinite(t.%1$I) THEN to_char(t.%1$I AT TIME ZONE ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'') ELSE t.%1$I::text END AS %1$I', a.attname)
                        ELSE format('t.%I', a.attname) END,
                    ', ' ORDER BY a.attnum) AS list
                FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  AND NOT starts_with(coalesce(col_description(c.oid, a.attnum), ''), 'Technical:')) columns
            CROSS JOIN LATERAL (
                SELECT string_agg(
                    format('t.%I', a.attname) || CASE WHEN a.atttypid = 'text'::regtype THEN ' COLLATE "C"' ELSE '' END,
                    ', ' ORDER BY k.place) AS list
                FROM pg_index i
                CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                WHERE i.indrelid = c.oid AND i.indisprimary) keys
            WHERE c.relnamespace = 'flywheel'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('flyway_schema_history', 'resent_record', 'erasure_step')
            ORDER BY c.relname COLLATE "C\"""";

    private TableDump() {}

    /** One file: the table, where it is, and how many rows it has. */
    public record DumpedTable(String table, Path file, long rows) {}

    /** Writes every table into the directory, which is created if absent; files of the same name are replaced. */
    public static List<DumpedTable> dump(PostgresAccess access, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Connection connection = access.connectPatiently("flywheel dump")) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            List<DumpedTable> dumped = new ArrayList<>();
            for (Map.Entry<String, String> table : statements(connection).entrySet()) {
                Path file = directory.resolve(table.getKey() + ".csv");
                try (OutputStream out = Files.newOutputStream(file)) {
                    dumped.add(new DumpedTable(table.getKey(), file, copies.copyOut(table.getValue(), out)));
                }
            }
            connection.rollback();
            return List.copyOf(dumped);
        } catch (SQLException e) {
            throw new IOException(
                    "the tables of %s could not be written to %s: %s (SQLSTATE %s)"
                            .formatted(access.place(), directory, e.getMessage(), e.getSQLState()),
                    e);
        }
    }

    private static Map<String, String> statements(Connection connection) throws SQLException {
        Map<String, String> statements = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(STATEMENTS)) {
            while (result.next()) {
                statements.put(result.getString(1), result.getString(2));
            }
        }
        return statements;
    }
}
