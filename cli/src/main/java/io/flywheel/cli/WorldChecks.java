package io.flywheel.cli;

import io.flywheel.local.Endpoints;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** What the doctor asks the world of a configuration: whether Kafka, the registry and PostgreSQL answer. */
final class WorldChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    List<Check> all(Endpoints endpoints) {
        List<Check> checks = new ArrayList<>();
        checks.add(kafka(endpoints));
        URI registry = endpoints.registry();
        if (registry != null) {
            checks.add(registry(registry));
        }
        checks.add(postgres(endpoints));
        return checks;
    }

    Check kafka(Endpoints endpoints) {
        String where = endpoints.bootstrapServers();
        Map<String, Object> settings = new HashMap<>(endpoints.kafkaSecurity());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, where);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        try (Admin admin = Admin.create(settings)) {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
            return Check.ok("kafka", where + ", " + nodes + " brokers");
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return unreachable("kafka", where, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("kafka", where, e);
        }
    }

    Check registry(URI registry) {
        HttpRequest request = HttpRequest.newBuilder(registry).timeout(PATIENCE).build();
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() < 500
                    ? Check.ok("registry", registry + " answers " + answer.statusCode())
                    : Check.problem(
                            "registry", registry + " answers " + answer.statusCode(), "look at the registry's own log");
        } catch (IOException e) {
            return unreachable("registry", registry.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("registry", registry.toString(), e);
        }
    }

    Check postgres(Endpoints endpoints) {
        try (Connection connection = endpoints.database().connect()) {
            return Check.ok(
                    "postgresql",
                    endpoints.database() + ", " + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            return unreachable("postgresql", endpoints.database().toString(), e);
        }
    }

    private static Check unreachable(String name, String where, Throwable cause) {
        return Check.problem(
                name, where + ": " + Failure.wordsOf(cause), "check the address, the network and the credentials");
    }
}
