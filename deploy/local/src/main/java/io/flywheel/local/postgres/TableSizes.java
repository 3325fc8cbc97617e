package io.flywheel.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks PostgreSQL for figures about the tables that say nothing of what is in them. */
public final class TableSizes {

    private static final String SIZES = """
            SELECT relname || ' rows=' || n_live_tup || ' dead=' || n_dead_tup || ' bytes=' || pg_total_relation_size(relid)
                   || ' autovacuum=' || coalesce(last_autovacuum::text, '-')
            FROM pg_stat_user_tables WHERE schemaname = 'flywheel' ORDER BY relname""";
    private static final String SERVER = """
            SELECT name || ' = ' || setting FROM pg_settings
            WHERE name IN ('server_version', 'max_connections', 'shared_buffers', 'work_mem', 'fsync', 'synchronous_commit', 'TimeZone') ORDER BY name""";

    private TableSizes() {}

    /** A line for each table, and for each setting of the server that matters. */
    public static List<String> read(DatabaseAccess database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.connect()) {
            add(lines, connection, SERVER);
            add(lines, connection, SIZES);
        }
        return lines;
    }

    private static void add(List<String> lines, Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
    }
}
