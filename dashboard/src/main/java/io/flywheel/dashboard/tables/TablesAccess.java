package io.flywheel.dashboard.tables;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * How the page enters the database: always to read.
 *
 * <p><b>Shape:</b> the session can not write, whoever the user is: its transactions are read-only, and it takes the role {@code flywheel_reader} if the
 * user may. The URL carries no secret; the text form hides the password.
 * <p><b>Units:</b> every wait ends, a statement after 5 s, a silent server after 10 s.
 */
public record TablesAccess(String jdbcUrl, String user, String password) {

    private static final String READER = "flywheel_reader";

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("ApplicationName", "flywheel-dashboard");
        // a question to a missing table must not end the transaction that the others share
        properties.setProperty("autosave", "always");
        Connection connection = DriverManager.getConnection(jdbcUrl, properties);
        try {
            prepare(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = on");
            statement.execute("SET statement_timeout = '5s'");
            statement.execute("SET lock_timeout = '1s'");
            statement.execute("SET TIME ZONE 'UTC'");
            // compiling a query costs more than it saves on answers this small
            statement.execute("SET jit = off");
            if (mayBecomeReader(statement)) {
                statement.execute("SET ROLE " + READER);
            }
        }
    }

    private static boolean mayBecomeReader(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_roles WHERE rolname = '" + READER
                + "' AND pg_has_role(current_user, oid, 'MEMBER')")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
