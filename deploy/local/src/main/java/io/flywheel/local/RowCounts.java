package io.flywheel.local;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.postgres.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks PostgreSQL's own counters and keeps the refusals of a database in the words of a failure. */
public final class RowCounts {

    private static final String WRITTEN =
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd), 0) FROM pg_stat_user_tables WHERE schemaname = 'flywheel'";

    private RowCounts() {}

    /** Rows inserted or updated in the tables since they were made; PostgreSQL counts with a delay of up to a second. */
    public static long written(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(WRITTEN);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A question to the tables. */
    public interface Question<T> {
        T ask() throws SQLException;
    }

    public static <T> T answer(DatabaseAccess database, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            String state = e.getSQLState();
            boolean unreachable = state != null && (state.startsWith("08") || state.startsWith("57P"));
            throw new Failure(
                    unreachable ? ErrorCode.POSTGRES_UNREACHABLE : ErrorCode.DATABASE_REFUSED,
                    "PostgreSQL at " + database + " does not answer a question about the tables",
                    Failure.wordsOf(e),
                    "check that it runs and that the tables are migrated: flywheel db migrate",
                    e);
        }
    }
}
