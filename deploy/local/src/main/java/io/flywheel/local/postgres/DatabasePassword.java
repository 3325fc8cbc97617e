package io.flywheel.local.postgres;

import io.flywheel.local.home.DrawnPassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The password of an embedded server, so that other users of the machine can not use what listens on loopback.
 *
 * <p><b>Shape:</b> drawn once for a data directory and kept beside it in a file that only its owner reads.
 */
record DatabasePassword(Path file, String text) {

    static final String USER = "postgres";

    static DatabasePassword of(Path data) throws IOException {
        Path file = data.resolveSibling(data.getFileName() + ".password");
        if (EmbeddedDatabase.existsIn(data) && Files.isRegularFile(file)) {
            return new DatabasePassword(file, Files.readString(file).strip());
        }
        Files.createDirectories(data.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String text = DrawnPassword.draw();
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return new DatabasePassword(file, text);
    }

    /** From now on the server asks for the password. A new server trusts everybody until this was called once. */
    void require(DataSource superuser) throws SQLException, IOException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            Path rules = hostRules(statement);
            String asking = "host all all 127.0.0.1/32 scram-sha-256" + System.lineSeparator();
            if (Files.readString(rules).equals(asking)) {
                return;
            }
            // Hexadecimal digits only, so the text needs no quoting; ALTER ROLE takes no parameters.
            statement.execute("ALTER ROLE " + USER + " PASSWORD '" + text + "'");
            Files.writeString(rules, asking);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static Path hostRules(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SHOW hba_file")) {
            row.next();
            return Path.of(row.getString(1));
        }
    }

    @Override
    public String toString() {
        return "password in " + file;
    }
}
