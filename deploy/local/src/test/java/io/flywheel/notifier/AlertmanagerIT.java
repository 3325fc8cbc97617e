package io.flywheel.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.notifier.delivery.AlertmanagerReceiver;
import io.flywheel.notifier.delivery.Post;
import io.flywheel.notifier.tables.ToldTables;
import io.flywheel.notifier.telling.Budget;
import io.flywheel.notifier.telling.Freshness;
import io.flywheel.notifier.telling.Mode;
import io.flywheel.notifier.telling.Route;
import io.flywheel.notifier.telling.Routing;
import io.flywheel.notifier.telling.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager hears of alerts, groups and silences them, and hears of their end. */
class AlertmanagerIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Timing AT_ONCE =
            new Timing(Duration.ZERO, Duration.ZERO, Duration.ofDays(36_500), Duration.ZERO, Duration.ofSeconds(1));

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void itReceivesGroupsSilencesAndResolves(@TempDir Path folder) throws Exception {
        HttpServer hook = hook();
        try (Alertmanager alertmanager = Alertmanager.start(
                        folder,
                        URI.create("http://127.0.0.1:" + hook.getAddress().getPort() + "/"));
                EmbeddedDatabase database = Stage.database(folder);
                Stage stage = new Stage(database)) {
            Told told = new Told(stage, alertmanager);

            stage.fire("rubs", "critical", 1, 2, Instant.now());
            told.look();
            await().atMost(SOON).until(() -> {
                told.look();
                return alertmanager
                        .ask("alert", "query", "alertname=rubs", "severity=critical", "customer_id=c1")
                        .contains("customer c1: It rubs");
            });
            await().atMost(SOON)
                    .until(() -> heard.stream()
                            .anyMatch(body -> body.contains("\"c1\"")
                                    && body.contains("\"c2\"")
                                    && body.contains("\"status\":\"firing\"")));

            // again after a minute: the same alerts, no other
            told.forget();
            told.look();
            assertThat(alertmanager.ask("alert", "query", "-o", "json").split("\"fingerprint\"", -1))
                    .hasSize(3);

            alertmanager.ask("silence", "add", "--author=ann", "--comment=known", "--duration=1h", "customer_id=c2");
            assertThat(alertmanager.ask("alert", "query")).contains("c1").doesNotContain("c2");

            stage.resolve("rubs");
            told.look();
            await().atMost(SOON)
                    .until(() -> alertmanager
                                    .ask("alert", "query", "-s", "-i")
                                    .lines()
                                    .count()
                            <= 1);
            await().atMost(SOON).until(() -> heard.stream().anyMatch(body -> body.contains("\"status\":\"resolved\"")));

            stage.fire("floods", "warning", 1, 1_000, Instant.now());
            told.look();
            await().atMost(SOON).until(() -> {
                told.look();
                return alertmanager.ask("alert", "query").contains("FlywheelAlertSummary");
            });
            assertThat(alertmanager.ask("alert", "query")).doesNotContain("alertname=floods");
            assertThat(alertmanager.ask("alert", "query", "-o", "extended")).contains("1,000 x floods (warning)");
            told.close();
        } finally {
            hook.stop(0);
        }
    }

    private HttpServer hook() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** A notifier that tells this Alertmanager, by the clock. */
    private static final class Told {
        private final ToldTables tables;
        private final NotifierSettings settings;
        private final AlertmanagerReceiver receiver;
        private Round round;

        Told(Stage stage, Alertmanager alertmanager) {
            settings = new NotifierSettings(
                    Mode.LIVE,
                    Freshness.DEFAULT,
                    new Routing(List.of(new Route("am", List.of(), List.of(), AT_ONCE, Budget.DEFAULT))),
                    List.of(),
                    null);
            receiver = new AlertmanagerReceiver("am", alertmanager.address(), new Post(), Clock.systemUTC());
            tables = await().until(() -> ToldTables.open(stage.access(), null), Objects::nonNull);
            round = round();
        }

        private Round round() {
            return new Round(settings, List.of(receiver), new NotifierTally(), Clock.systemUTC());
        }

        /** A restart: it tells again of what is on. */
        void forget() {
            round = round();
        }

        void look() throws SQLException {
            round.run(tables);
        }

        void close() {
            tables.close();
        }
    }
}
