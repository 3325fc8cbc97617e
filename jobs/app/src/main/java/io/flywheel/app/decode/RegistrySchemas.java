package io.flywheel.app.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Asks a schema registry with the Confluent-compatible API, and remembers its answers.
 *
 * <p>Answers never change, so a found schema is kept for good and an unknown id for a minute. A registry that does not answer is asked five times with growing pauses; after that the job restarts:
 * an outage of the registry is no fault of the records.
 *
 * <p><b>Shape:</b> one instance a subtask, one thread.
 */
public final class RegistrySchemas implements WriterSchemas {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(60);
    private static final int MOST_UNKNOWN = 1000;
    private static final String JSON = "application/vnd.schemaregistry.v1+json";

    private final URI registry;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Schema> known = new HashMap<>();
    private final Map<Integer, Long> unknownSince = new HashMap<>();
    private final Clock clock;
    private final RetryPolicy<HttpResponse<String>> retries = RetryPolicy.<HttpResponse<String>>builder()
            .handle(IOException.class)
            .handleResultIf(response -> response.statusCode() >= 500)
            .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(5))
            .withJitter(0.2)
            .withMaxRetries(4)
            .build();

    /** Monotonic nanoseconds, so that tests can let a minute pass. */
    @FunctionalInterface
    public interface Clock {
        long nanos();
    }

    public RegistrySchemas(String url, Clock clock) {
        this.registry = URI.create(url.endsWith("/") ? url : url + "/");
        this.clock = clock;
    }

    @Override
    public Optional<Schema> find(int id) throws IOException {
        Schema schema = known.get(id);
        if (schema != null) {
            return Optional.of(schema);
        }
        Long since = unknownSince.get(id);
        if (since != null && clock.nanos() - since < UNKNOWN_FOR.toNanos()) {
            return Optional.empty();
        }
        HttpResponse<String> response = send(HttpRequest.newBuilder(registry.resolve("schemas/ids/" + id)));
        if (response.statusCode() == 404) {
            if (unknownSince.size() >= MOST_UNKNOWN) {
                unknownSince.clear();
            }
            unknownSince.put(id, clock.nanos());
            return Optional.empty();
        }
        schema = parse(answer(response).path("schema").asText(), id);
        known.put(id, schema);
        return Optional.of(schema);
    }

    @Override
    public int idFor(String topic, Schema schema) throws IOException {
        String body = json.writeValueAsString(Map.of("schema", schema.toString()));
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(registry.resolve("subjects/" + topic + "-value/versions"))
                        .header("Content-Type", JSON)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        JsonNode id = answer(response).get("id");
        if (id == null || !id.canConvertToInt()) {
            throw new IOException("the registry at " + registry + " gave no id for subject " + topic + "-value");
        }
        return id.asInt();
    }

    private Schema parse(String text, int id) throws IOException {
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException e) {
            throw new IOException(
                    "the registry at " + registry + " answered for schema id " + id
                            + " with something that is no Avro schema",
                    e);
        }
    }

    private JsonNode answer(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("the registry at " + registry + " answered " + response.statusCode() + " to "
                    + response.uri().getPath() + "; is the URL right, and may this user read and register schemas?");
        }
        return json.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        HttpRequest ready = request.header("Accept", JSON + ", application/json")
                .timeout(TIMEOUT)
                .build();
        try {
            return Failsafe.with(retries).get(() -> client.send(ready, HttpResponse.BodyHandlers.ofString()));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IOException(
                    "the registry at " + registry + " does not answer; the job waits for it and loses nothing",
                    e.getCause());
        }
    }
}
