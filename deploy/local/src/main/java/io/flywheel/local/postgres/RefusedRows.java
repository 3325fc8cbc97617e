package io.flywheel.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rows that PostgreSQL refused, and claims refused records that are about to be sent again. */
public final class RefusedRows {

    private static final String GROUPS = """
            SELECT table_name, sqlstate, count(*), min(rejected_at), max(rejected_at), min(row_key)
            FROM flywheel.rejected_row GROUP BY table_name, sqlstate ORDER BY count(*) DESC, table_name, sqlstate""";
    private static final String ONE = """
            SELECT sqlstate, message, "row"::text, rejected_at FROM flywheel.rejected_row WHERE table_name = ? AND row_key = ?""";
    private static final String CLAIM = """
            INSERT INTO flywheel.resent_record (topic, "partition", "offset", reason, mended) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String CLAIMED = """
            SELECT 1 FROM flywheel.resent_record WHERE topic = ? AND "partition" = ? AND "offset" = ?""";

    private RefusedRows() {}

    /** Rows refused alike. */
    public record Group(String table, String sqlstate, long rows, Instant first, Instant last, String exampleKey) {}

    /** One refused row and what PostgreSQL said of it. */
    public record Row(String sqlstate, String message, String row, Instant rejectedAt) {}

    public static List<Group> groups(DatabaseAccess database) throws SQLException {
        List<Group> groups = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(GROUPS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                groups.add(new Group(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6)));
            }
        }
        return groups;
    }

    public static Optional<Row> find(DatabaseAccess database, String table, String key) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(ONE)) {
            statement.setString(1, table);
            statement.setString(2, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    /** Claims of one run: they count once {@link #confirm} was called, and not at all if the run ends before. */
    public static final class Claims implements AutoCloseable {

        private final Connection connection;

        public Claims(DatabaseAccess database) throws SQLException {
            connection = database.connect();
            connection.setAutoCommit(false);
        }

        /** Whether a record may be sent: nobody has sent it again yet. */
        public boolean claim(String topic, int partition, long offset, String reason, boolean mended)
                throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
                place(statement, topic, partition, offset);
                statement.setString(4, reason);
                statement.setBoolean(5, mended);
                return statement.executeUpdate() == 1;
            }
        }

        /** Whether somebody has sent a record again. */
        public boolean isClaimed(String topic, int partition, long offset) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(CLAIMED)) {
                place(statement, topic, partition, offset);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        }

        private static void place(PreparedStatement statement, String topic, int partition, long offset)
                throws SQLException {
            statement.setString(1, topic);
            statement.setInt(2, partition);
            statement.setLong(3, offset);
        }

        /** To be called when Kafka has stored what was claimed. */
        public void confirm() throws SQLException {
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
