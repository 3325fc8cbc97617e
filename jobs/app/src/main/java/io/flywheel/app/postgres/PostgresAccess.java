package io.flywheel.app.postgres;

import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * How to reach the database: address, user, and where the password is.
 *
 * <p><b>Shape:</b> {@code url} is a {@code jdbc:postgresql:} URL; its parameters win over the defaults set here (timeouts that end every hang, a
 * server that takes writes, no values of rows in error messages).
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for another kind of URL, or one that carries a password, which would be printed and stored.
 *
 * <p><b>Source:</b> docs/decisions/, the fenced PostgreSQL sink.
 */
public record PostgresAccess(String url, String user, SecretSource secret) implements Serializable {

    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_APPLICATION_NAME = 63;
    private static final String SESSION =
            "-c lock_timeout=5s -c statement_timeout=20s -c idle_in_transaction_session_timeout=60s -c synchronous_commit=on"
                    + " -c temp_buffers=32MB";

    static {
        leaveNothingBehind();
    }

    public PostgresAccess {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "the URL of the database must start with jdbc:postgresql: " + withoutParameters(url));
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new IllegalArgumentException(
                    "the URL of the database must not carry the password, state its file or environment variable instead: "
                            + withoutParameters(url));
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("the database needs a user: " + withoutParameters(url));
        }
    }

    /** A connection for short statements, as the writers make them: every wait on it ends. */
    Connection connect(String applicationName) throws SQLException, IOException {
        Properties properties = basics(applicationName);
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) SOCKET_TIMEOUT.toSeconds());
        PGProperty.TARGET_SERVER_TYPE.set(properties, "primary");
        PGProperty.OPTIONS.set(properties, SESSION);
        return connect(properties);
    }

    /** A connection for statements that may take long, and that only read: any server will do. */
    Connection connectPatiently(String applicationName) throws SQLException, IOException {
        return connect(basics(applicationName));
    }

    /** Address without parameters, for messages. */
    String place() {
        return withoutParameters(url);
    }

    @Override
    public String toString() {
        return "PostgresAccess[url=" + place() + ", user=" + user + ", secret=***]";
    }

    private Properties basics(String applicationName) throws IOException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, secret.read());
        PGProperty.CONNECT_TIMEOUT.set(properties, (int) CONNECT_TIMEOUT.toSeconds());
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        PGProperty.APPLICATION_NAME.set(
                properties, applicationName.substring(0, Math.min(applicationName.length(), LONGEST_APPLICATION_NAME)));
        return properties;
    }

    /**
     * The driver tells the JVM of itself, which then keeps the class loader of every job that a process of Flink ever ran, until there is no room for the classes of the next. Where there is one class loader
     * only, others look for the driver there.
     */
    private static void leaveNothingBehind() {
        if (Driver.class.getClassLoader() != ClassLoader.getSystemClassLoader() && Driver.isRegistered()) {
            try {
                Driver.deregister();
            } catch (SQLException e) {
                throw new IllegalStateException("the PostgreSQL driver can not be taken from the list of the JVM", e);
            }
        }
    }

    private Connection connect(Properties properties) throws SQLException {
        // The driver itself: DriverManager does not see drivers of the class loader that Flink gives to a job.
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the PostgreSQL driver does not understand the URL " + place(), "08001");
        }
        return connection;
    }

    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
