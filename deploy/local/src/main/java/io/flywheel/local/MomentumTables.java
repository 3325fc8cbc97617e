package io.flywheel.local;

import io.flywheel.app.postgres.Migrations;
import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.app.postgres.TableDump;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.postgres.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of schema {@code flywheel} as a run sees them: made, watched and written out. */
public final class MomentumTables {

    private static final String TALLY =
            "SELECT coalesce(sum(accepted), 0), coalesce(sum(duplicates), 0), coalesce(sum(late), 0) FROM flywheel.data_quality_window";
    private static final String REASONS = """
            SELECT reason.key, sum(reason.value::bigint)
            FROM flywheel.data_quality_window, jsonb_each_text(rejected_by_reason) AS reason
            GROUP BY reason.key""";
    private static final String UNMAPPED = """
            SELECT type.key, sum(type.value::bigint)
            FROM flywheel.data_quality_window, jsonb_each_text(unmapped_types) AS type
            GROUP BY type.key""";
    private static final String PROGRESS = """
            SELECT count(*), min(extract(epoch FROM watermark_at) * 1000)::bigint
            FROM flywheel.pipeline_freshness WHERE job = ? AND stage = ANY (?) AND updated_at >= ?""";
    private static final String DECISIONS = "SELECT count(*) FROM flywheel.control_record WHERE updated_at >= ?";

    /** Brings the schema to this version and gives its number of tables. */
    public int migrate(DatabaseAccess owner) {
        try {
            Migrations.migrate(access(owner));
            return RowCounts.answer(
                    owner, () -> count(owner, "SELECT count(*) FROM pg_tables WHERE schemaname = 'flywheel'"));
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.DATABASE_REFUSED,
                    "the tables can not be brought to this version",
                    Failure.wordsOf(e),
                    "check the address, and that the user owns the schema or may create it",
                    e);
        }
    }

    private static int count(DatabaseAccess database, String query) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** What has become of the records so far. */
    public Tally tally(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(TALLY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Tally.of(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    sums(connection, REASONS),
                    sums(connection, UNMAPPED));
        }
    }

    private static Map<String, Long> sums(Connection connection, String query) throws SQLException {
        Map<String, Long> sums = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sums.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sums;
    }

    /** Customers that have a row with their momentum. */
    public long customers(DatabaseAccess database) throws SQLException {
        return count(database, "SELECT count(*) FROM flywheel.customer_momentum");
    }

    /** Where the tables stood when a run began, so that its own share can be told. */
    public record Mark(OffsetDateTime at, Tally tally) {}

    public Mark mark(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT now()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Mark(row.getObject(1, OffsetDateTime.class), tally(database));
        }
    }

    /** How many records of the control topic were written down since a mark; they have no part in the progress of stages. */
    public int decisions(DatabaseAccess database, Mark since) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(DECISIONS)) {
            statement.setObject(1, since.at());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /**
     * The moment up to which every part of every one of these stages of a job has written its rows, in epoch milliseconds; {@code Long.MIN_VALUE} while one of them has said nothing yet.
     */
    long writtenUpToMillis(DatabaseAccess database, String job, List<String> stages, int parallelism, Mark since)
            throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
            statement.setString(1, job);
            statement.setArray(2, connection.createArrayOf("text", stages.toArray()));
            statement.setObject(3, since.at());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) < stages.size() * parallelism ? Long.MIN_VALUE : row.getLong(2);
            }
        }
    }

    /** Writes each table as a CSV with header, sorted by key, without the technical columns, and gives the number of files. */
    public int dump(DatabaseAccess database, Path directory) throws IOException {
        return TableDump.dump(access(database), directory).size();
    }

    private static PostgresAccess access(DatabaseAccess database) {
        return new PostgresAccess(database.jdbcUrl(), database.user(), SecretSource.literal(database.password()));
    }
}
