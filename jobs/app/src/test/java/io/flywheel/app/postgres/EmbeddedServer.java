package io.flywheel.app.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server for tests, with as many migrated databases as they want. */
final class EmbeddedServer implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Below the ports that systems lend to outgoing connections, any of which could take a port after it was chosen; far from those of a test process that was started before or after. */
    private static final int FIRST_PORT = 10_000;

    private static final int PORTS = 10_000;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 7_919 % PORTS));

    private final EmbeddedPostgres server;

    private EmbeddedServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static EmbeddedServer start() throws IOException {
        return new EmbeddedServer(EmbeddedPostgres.builder().setPort(freePort()).start());
    }

    /** A server that keeps its data and its port when it is started again. */
    static EmbeddedServer start(Path home, int port) throws IOException {
        return new EmbeddedServer(EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("data"))
                .setOverrideWorkingDirectory(home.resolve("bin").toFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                .start());
    }

    /** A port that nobody listens on and that no other test asks for. */
    static int freePort() {
        for (int tried = 0; tried < PORTS; tried++) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST_PORT + " on");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** A new, empty database; the user is the superuser. */
    PostgresAccess emptyDatabase() throws IOException, SQLException {
        String name = "test_" + DATABASES.incrementAndGet();
        execute(access("postgres", "postgres"), "CREATE DATABASE " + name);
        return access(name, "postgres");
    }

    /** A new, migrated database; the user is the superuser. */
    PostgresAccess database() throws IOException, SQLException {
        PostgresAccess access = emptyDatabase();
        Migrations.migrate(access);
        return access;
    }

    PostgresAccess access(String database, String user) {
        return new PostgresAccess(
                "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), database),
                user,
                SecretSource.literal("any"));
    }

    static PostgresAccess as(String user, PostgresAccess access) {
        return new PostgresAccess(access.url(), user, access.secret());
    }

    static PostgresAccess withOptions(String options, PostgresAccess access) {
        return new PostgresAccess(
                access.url() + "?options=" + options.replace(" ", "%20"), access.user(), access.secret());
    }

    static void execute(PostgresAccess access, String sql) throws IOException, SQLException {
        try (Connection connection = access.connectPatiently("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The result of a query, each row as its values joined by a bar, null as "-". */
    static List<String> query(PostgresAccess access, String sql) throws IOException, SQLException {
        try (Connection connection = access.connectPatiently("test")) {
            return query(connection, sql);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    String value = result.getString(i);
                    row.add(value == null ? "-" : value);
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
