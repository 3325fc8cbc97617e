package io.flywheel.local.postgres;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.LoopbackPorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A real PostgreSQL beside this process, for one machine and one user.
 *
 * <p><b>Shape:</b> listens on loopback and asks for a password that was drawn when the directory was made. Rows survive {@link #close},
 * {@link #restart} and a killed process; a server that such a process left behind is stopped at the next start. Works for root and for ordinary users.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#POSTGRES_UNREACHABLE} or {@link ErrorCode#PORT_IN_USE}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String DATABASE = "flywheel";

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    private final Path data;
    private final Path programs;
    private final int port;
    private final DatabasePassword password;
    private EmbeddedPostgres server;
    private boolean running;

    private EmbeddedDatabase(Path data, Path programs, int port, DatabasePassword password, EmbeddedPostgres server) {
        this.data = data;
        this.programs = programs;
        this.port = port;
        this.password = password;
        this.server = server;
        this.running = true;
    }

    /**
     * Starts the server on a directory, making its files when there are none; when this returns it answers.
     *
     * @param programs where PostgreSQL's programs are unpacked on first use, and found later
     * @param port the port on loopback, 0 for any free one
     */
    public static EmbeddedDatabase start(Path data, Path programs, int port) {
        try {
            Postmaster.stopOrphan(data);
            int chosen = LoopbackPorts.choose("PostgreSQL", port);
            DatabasePassword password = DatabasePassword.of(data);
            EmbeddedPostgres server = launch(data, programs, chosen, password);
            EmbeddedDatabase database = new EmbeddedDatabase(data, programs, chosen, password, server);
            database.createDatabase();
            return database;
        } catch (IOException | SQLException e) {
            throw doesNotStart(data, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw doesNotStart(data, e);
        }
    }

    private static EmbeddedPostgres launch(Path data, Path programs, int port, DatabasePassword password)
            throws IOException {
        Files.createDirectories(programs);
        // Read by the library when a builder is made; its default is a directory in /tmp that every user shares.
        System.setProperty("ot.epg.working-dir", programs.toString());
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(START_PATIENCE)
                    .setRegisterShutdownHook(false)
                    .setConnectConfig("password", password.text())
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", LoopbackPorts.HOST)
                    .setServerConfig("unix_socket_directories", "")
                    // Off by default here, and then a killed server forgets rows it had confirmed. (fsync stays off:
                    // that is about the machine.)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "40")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("max_wal_size", "512MB")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("io_method", "sync")
                    .setServerConfig("jit", "off")
                    .start();
            password.require(server.getPostgresDatabase());
            return server;
        } catch (IllegalStateException | SQLException e) {
            throw new IOException(Failure.wordsOf(e), e);
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")
                    .next()) {
                statement.execute("CREATE DATABASE " + DATABASE + " TEMPLATE template0 ENCODING 'UTF8'");
            }
        }
    }

    /**
     * How to enter a server that another process started on a directory.
     *
     * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#POSTGRES_UNREACHABLE} when the directory's password can not be read.
     */
    public static DatabaseAccess accessTo(Path data, int port) {
        try {
            return new DatabaseAccess(
                    urlAt(port),
                    DatabasePassword.USER,
                    DatabasePassword.of(data).text());
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.POSTGRES_UNREACHABLE,
                    "the password of the tables in " + data + " can not be read",
                    Failure.wordsOf(e),
                    "ask as the user who started that run",
                    e);
        }
    }

    private static String urlAt(int port) {
        return "jdbc:postgresql://" + LoopbackPorts.HOST + ":" + port + "/" + DATABASE;
    }

    /** Where to connect; without user and password, so that it can be shown and logged. */
    public String jdbcUrl() {
        return urlAt(port);
    }

    /** The owner of everything in this server. */
    public DatabaseAccess access() {
        return new DatabaseAccess(jdbcUrl(), DatabasePassword.USER, password.text());
    }

    /** The file that holds the password, readable by its owner only. */
    public Path passwordFile() {
        return password.file();
    }

    public int port() {
        return port;
    }

    /** The server's own process, absent while it is stopped. */
    public OptionalLong pid() {
        return Postmaster.pid(data);
    }

    /** An outage: the server ends all sessions and stops; its port is then closed. Nothing happens when it is stopped already. */
    public synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        try {
            server.close();
        } catch (IOException e) {
            throw doesNotStart(data, e);
        }
    }

    /** The end of an outage: the same rows on the same port. Stops the server first when it is running. */
    public synchronized void restart() {
        stop();
        try {
            server = launch(data, programs, port, password);
            running = true;
        } catch (IOException e) {
            throw doesNotStart(data, e);
        }
    }

    /** Whether a directory holds a server's files, for a command that must not make an empty one. */
    public static boolean existsIn(Path data) {
        return Files.isRegularFile(data.resolve("PG_VERSION"));
    }

    @Override
    public void close() {
        stop();
    }

    private static Failure doesNotStart(Path data, Exception cause) {
        return new Failure(
                ErrorCode.POSTGRES_UNREACHABLE,
                "PostgreSQL does not start or stop in " + data,
                Failure.wordsOf(cause),
                "read the log; as root in a container without user namespaces, run Flywheel as an ordinary user",
                cause);
    }
}
