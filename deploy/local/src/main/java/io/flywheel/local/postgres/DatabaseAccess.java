package io.flywheel.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * All that is needed to open a connection.
 *
 * <p><b>Shape:</b> the URL carries no secret; the text form of this record hides the password.
 */
public record DatabaseAccess(String jdbcUrl, String user, String password) {

    private static final int LOGIN_SECONDS = 5;

    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Integer.toString(LOGIN_SECONDS));
        properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
