package io.flywheel.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.local.home.LoopbackPorts;
import io.flywheel.local.home.PeakMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    /** Shared by the tests of this module, so that the programs are unpacked once. */
    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();

    @TempDir
    private Path directory;

    private Path data;
    private EmbeddedDatabase database;

    @BeforeEach
    void start() throws SQLException {
        data = directory.resolve("postgres");
        database = EmbeddedDatabase.start(data, PROGRAMS, 0);
        run("CREATE TABLE wheel (turn int PRIMARY KEY)");
        run("INSERT INTO wheel VALUES (1)");
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void rowsSurviveAnOutageOnTheSamePort() throws SQLException {
        int port = database.port();
        database.stop();
        assertThat(database.pid()).isEmpty();
        assertThat(LoopbackPorts.isFree(port)).isTrue();
        assertThatThrownBy(() -> database.access().connect()).isInstanceOf(SQLException.class);
        database.restart();
        assertThat(database.port()).isEqualTo(port);
        assertThat(number("SELECT count(*) FROM wheel")).isEqualTo(1);
    }

    @Test
    void rowsSurviveANewStartOnTheSameDirectory() throws SQLException {
        database.close();
        database = EmbeddedDatabase.start(data, PROGRAMS, 0);
        assertThat(number("SELECT count(*) FROM wheel")).isEqualTo(1);
    }

    @Test
    void aProcessThatOnlyInheritedTheNumberIsLeftAlone() throws Exception {
        database.close();
        Process bystander = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    data.resolve("postmaster.pid"),
                    bystander.pid() + System.lineSeparator() + data + System.lineSeparator());
            assertThat(Postmaster.pid(data)).isEmpty();
            Postmaster.stopOrphan(data);
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
            Files.delete(data.resolve("postmaster.pid"));
        }
    }

    @Test
    void nobodyEntersWithoutThePassword() throws Exception {
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "guess"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
        assertThat(Files.getPosixFilePermissions(database.passwordFile())).hasSize(2);
        assertThat(database.access().toString())
                .doesNotContain(database.access().password());
    }

    @Test
    void confirmedRowsAreOnDiskAndOnlyLoopbackListens() throws SQLException {
        assertThat(text("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(text("SHOW listen_addresses")).isEqualTo(LoopbackPorts.HOST);
        assertThat(text("SHOW unix_socket_directories")).isEmpty();
        assertThat(text("SHOW server_encoding")).isEqualTo("UTF8");
    }

    @Test
    void peakMemoryCountsTheServerToo() {
        long alone = new PeakMemory(java.util.OptionalLong::empty).peakBytes();
        long together = new PeakMemory(database::pid).peakBytes();
        assertThat(together - alone).isBetween(10_000_000L, 300_000_000L);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException {
        return Integer.parseInt(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
