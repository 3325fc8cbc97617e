package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.EmbeddedServer.query;
import static io.flywheel.app.postgres.SampleOutputs.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.flywheel.pipeline.names.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PostgresOutageIT {

    private static final String STORED = "SELECT customer_id, momentum FROM flywheel.customer_momentum ORDER BY 1";
    private static final String WAITING_FOR_LOCK =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'flywheel test' AND wait_event_type = 'Lock'";

    private static EmbeddedServer server;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private PostgresAccess database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void migrate() throws IOException, SQLException {
        database = server.database();
    }

    @AfterEach
    void stopOther() {
        other.shutdownNow();
    }

    @Test
    void lostConnectionIsReplaced() throws Exception {
        try (WriterBench bench = new WriterBench(database)) {
            bench.write(customer("a", 1)).flush();
            EmbeddedServer.execute(
                    database,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'flywheel test'");
            bench.write(customer("a", 2), customer("b", 2)).flush();

            assertThat(query(database, STORED)).containsExactly("a|2", "b|2");
            assertThat(bench.count(Metrics.TABLE_RETRIES.id())).isPositive();
            assertThat(query(database, "SELECT count(DISTINCT writer_epoch) FROM flywheel.customer"))
                    .describedAs("a writer keeps its epoch over connections")
                    .containsExactly("1");
        }
    }

    @Test
    void restartOfTheServerLosesNothing(@TempDir Path home) throws Exception {
        int port = EmbeddedServer.freePort();
        EmbeddedServer before = EmbeddedServer.start(home, port);
        PostgresAccess access = before.database();
        try (WriterBench bench = new WriterBench(access)) {
            bench.write(customer("a", 1)).flush();
            bench.write(customer("a", 2), customer("b", 2));
            before.close();
            Future<WriterBench> flush = other.submit(bench::flush);
            await().until(() -> bench.count(Metrics.TABLE_RETRIES.id()) >= 2);
            assertThat(flush).isNotDone();

            try (EmbeddedServer after = EmbeddedServer.start(home, port)) {
                flush.get(60, TimeUnit.SECONDS);
                assertThat(query(access, STORED)).containsExactly("a|2", "b|2");
                assertThat(after).isNotNull();
            }
        }
    }

    @Test
    void serverThatIsReadOnlyForAWhileIsWaitedFor() throws Exception {
        try (WriterBench bench = new WriterBench(database)) {
            EmbeddedServer.execute(database, "ALTER SYSTEM SET default_transaction_read_only = on");
            EmbeddedServer.execute(database, "SELECT pg_reload_conf()");
            await().until(() ->
                    query(database, "SHOW default_transaction_read_only").contains("on"));
            Future<WriterBench> flush =
                    other.submit(() -> bench.write(customer("a", 1)).flush());
            await().until(() -> bench.count(Metrics.TABLE_RETRIES.id()) >= 2);
            EmbeddedServer.execute(database, "ALTER SYSTEM RESET default_transaction_read_only");
            EmbeddedServer.execute(database, "SELECT pg_reload_conf()");
            flush.get(60, TimeUnit.SECONDS);

            assertThat(query(database, STORED)).containsExactly("a|1");
        }
    }

    @Test
    void lockedTableIsWaitedFor() throws Exception {
        PostgresAccess impatient = EmbeddedServer.withOptions("-c lock_timeout=50ms", database);
        try (WriterBench bench = new WriterBench(impatient);
                Connection side = database.connect("side");
                Statement statement = side.createStatement()) {
            side.setAutoCommit(false);
            statement.execute("LOCK TABLE flywheel.customer_momentum IN ACCESS EXCLUSIVE MODE");
            Future<WriterBench> flush = other.submit(() ->
                    bench.write(customer("a", 1), SampleOutputs.progress(0, 1)).flush());
            await().until(() -> bench.count(Metrics.TABLE_RETRIES.id()) >= 3);
            assertThat(query(database, "SELECT count(*) FROM flywheel.pipeline_freshness"))
                    .describedAs("progress before its rows")
                    .containsExactly("0");
            side.rollback();
            flush.get(60, TimeUnit.SECONDS);
        }

        assertThat(query(database, STORED)).containsExactly("a|1");
        assertThat(query(database, "SELECT count(*) FROM flywheel.pipeline_freshness"))
                .containsExactly("1");
    }

    @Test
    void deadlockIsTriedAgain() throws Exception {
        PostgresAccess victim = EmbeddedServer.withOptions("-c deadlock_timeout=500ms", database);
        PostgresAccess winner = EmbeddedServer.withOptions("-c deadlock_timeout=60s", database);
        try (WriterBench bench = new WriterBench(victim);
                Connection side = winner.connect("side");
                Statement statement = side.createStatement()) {
            bench.write(customer("a", 1), customer("b", 1)).flush();
            side.setAutoCommit(false);
            statement.execute("UPDATE flywheel.customer SET region = 'side' WHERE customer_id = 'b'");
            Future<WriterBench> flush = other.submit(
                    () -> bench.write(customer("a", 2), customer("b", 2)).flush());
            await().until(() -> query(database, WAITING_FOR_LOCK).contains("1"));
            statement.execute("UPDATE flywheel.customer SET region = 'side' WHERE customer_id = 'a'");
            side.commit();
            flush.get(60, TimeUnit.SECONDS);
            assertThat(bench.count(Metrics.TABLE_RETRIES.id())).isPositive();
        }

        assertThat(query(database, STORED)).containsExactly("a|2", "b|2");
        assertThat(query(database, "SELECT DISTINCT region FROM flywheel.customer"))
                .containsExactly("eu");
    }

    @Test
    void cancellationEndsTheWaiting() throws Exception {
        PostgresAccess impatient = EmbeddedServer.withOptions("-c lock_timeout=20ms", database);
        try (WriterBench bench = new WriterBench(impatient);
                Connection side = database.connect("side");
                Statement statement = side.createStatement()) {
            side.setAutoCommit(false);
            statement.execute("LOCK TABLE flywheel.customer IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread task = new Thread(() -> outcome.complete(
                    catchThrowable(() -> bench.write(customer("a", 1)).flush())));
            task.start();
            await().until(() -> bench.count(Metrics.TABLE_RETRIES.id()) >= 1);
            task.interrupt();

            assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void givesUpAfterTheLimitAndSaysSo() throws Exception {
        PostgresAccess nobody = new PostgresAccess(
                "jdbc:postgresql://localhost:" + EmbeddedServer.freePort() + "/none", "u", SecretSource.literal("s"));
        PostgresSettings settings = new PostgresSettings(nobody, 10, Duration.ofSeconds(1), Duration.ofMillis(500));

        assertThatThrownBy(() -> new WriterBench(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(nobody.url())
                .hasMessageContaining("08001")
                .hasMessageContaining("PT0.5S");
    }

    @Test
    void missingTablesAreNotWaitedFor() throws Exception {
        PostgresAccess empty = server.emptyDatabase();

        assertThatThrownBy(() -> new WriterBench(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("flywheel db migrate");
    }

    @Test
    void userWithoutRightsIsToldWhatIsMissing() throws Exception {
        EmbeddedServer.execute(database, "CREATE ROLE stranger LOGIN");

        assertThatThrownBy(() -> new WriterBench(EmbeddedServer.as("stranger", database)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stranger")
                .hasMessageContaining("flywheel_writer");
    }
}
