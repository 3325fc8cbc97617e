package io.flywheel.notifier.tables;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * How the notifier enters the database.
 *
 * <p><b>Shape:</b> the password is read anew for each connection. The URL carries no secret; the text form hides the password.
 * <p><b>Units:</b> every wait ends, a statement after 20 s, a silent server after 30 s.
 */
public record NotifierAccess(String jdbcUrl, String user, Password password) {

    /** One notifier at a time: whoever holds this lock tells, others wait. */
    private static final long LOCK = 0x666c79_6e6f74L;

    /** Where the password is read. */
    @FunctionalInterface
    public interface Password {
        String read() throws IOException;
    }

    /** <b>Errors:</b> {@link SQLException} also if the password can not be read. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        try {
            properties.setProperty("password", password.read());
        } catch (IOException e) {
            throw new SQLException("the password of " + user + " can not be read", "28000", e);
        }
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("ApplicationName", "flywheel-notifier");
        Connection connection = DriverManager.getConnection(jdbcUrl, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '20s'");
            statement.execute("SET lock_timeout = '5s'");
            statement.execute("SET TIME ZONE 'UTC'");
            statement.execute("SET jit = off");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether this session may tell; it may until it ends. */
    static boolean takesTheLead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            boolean leads = row.getBoolean(1);
            connection.commit();
            return leads;
        }
    }

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
