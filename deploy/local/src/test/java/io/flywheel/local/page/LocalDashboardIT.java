package io.flywheel.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.dashboard.Dashboard;
import io.flywheel.dashboard.feed.Snapshot;
import io.flywheel.dashboard.tables.Answer.Status;
import io.flywheel.dashboard.tables.Panel;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page on a real PostgreSQL with the tables of this release. */
class LocalDashboardIT {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PROBE = "<script>alert(1)</script>";

    @TempDir
    private Path directory;

    private final HttpClient browser = HttpClient.newHttpClient();
    private EmbeddedDatabase database;
    private Dashboard page;

    @BeforeEach
    void serve() throws Exception {
        database = EmbeddedDatabase.start(directory.resolve("postgres"), PROGRAMS, 0);
        new MomentumTables().migrate(database.access());
        page = LocalDashboard.onLoopback(database.access(), 0, null, Clock.systemUTC());
    }

    @AfterEach
    void end() {
        page.close();
        database.close();
    }

    @Test
    void everyPanelIsAnsweredByTheTablesOfThisRelease() {
        assertThat(asked().panels().values().stream()
                        .filter(state -> state.answer().status() == Status.MISSING
                                || state.answer().status() == Status.FAILED)
                        .map(state -> state.panel() + " " + state.answer().problem()))
                .isEmpty();
    }

    @Test
    void aCustomerWithoutNumbersIsNotFoundAndTheirIdStaysText() throws Exception {
        run(
                "INSERT INTO flywheel.customer (customer_id, phase, first_seen_at, last_seen_at, activities, writer_epoch, row_version) VALUES ('"
                        + PROBE + "', 'attract', now(), now(), 1, 1, 1)");

        HttpResponse<String> answer = get("api/v1/customers/"
                + PROBE.replace("<", "%3C").replace(">", "%3E").replace("/", "%2F"));

        // there are no numbers of this customer yet
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type").orElse("")).doesNotContain("html");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }

    @Test
    void thePageComesWithAStrictPolicyAndNothingFromElsewhere() throws Exception {
        HttpResponse<String> answer = get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.body()).doesNotContain("http://", "https://");
    }

    @Test
    void aDatabaseThatIsAwayIsSaidAndComesBack() throws Exception {
        asked();
        database.stop();
        await().atMost(SOON).until(() -> page.snapshot().awaySince() != null);
        assertThat(get("").statusCode()).isEqualTo(200);

        database.restart();
        await().atMost(SOON).until(() -> page.snapshot().awaySince() == null);
    }

    /** A snapshot in which every panel was asked. */
    private Snapshot asked() {
        Set<Panel> all = EnumSet.allOf(Panel.class);
        await().atMost(SOON).until(() -> page.snapshot().panels().keySet().containsAll(all));
        assertThat(page.snapshot().panels().keySet().stream().map(Panel::id).collect(Collectors.toSet()))
                .hasSameSizeAs(all);
        return page.snapshot();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create(page.address() + path);
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
