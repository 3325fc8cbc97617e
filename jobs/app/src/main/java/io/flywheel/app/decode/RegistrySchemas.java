package io.flywheel.app.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a schema registry with the Confluent-compatible API, and remembers its answers.
 *
 * <p>Answers never change, so a found schema is kept for good and an unknown id for a minute. A registry that does not answer is asked five times with growing pauses; after that the job restarts:
 * an outage of the registry is no fault of the records. Unknown is only an id of which the registry itself says so, by its error code: anybody can answer 404.
 *
 * <p><b>Shape:</b> one instance a subtask, one thread.
 *
 * <p><b>Errors:</b> {@link IOException} that names the registry, what it answered, and what to do.
 */
public final class RegistrySchemas implements WriterSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrySchemas.class);
    private static final int SCHEMA_NOT_FOUND = 40_403;
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(60);
    private static final int MOST_UNKNOWN = 1000;
    private static final String AVRO = "AVRO";
    private static final String JSON = "application/vnd.schemaregistry.v1+json";

    private final URI registry;
    private final Patience patience;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Schema> known = new HashMap<>();
    private final Map<Integer, Long> unknownSince = new HashMap<>();
    private final Clock clock;
    private final RetryPolicy<HttpResponse<String>> retries;

    /** How long to wait for an answer, and between the first two of five tries; each further pause is twice as long. */
    record Patience(Duration timeout, Duration firstPause) {

        static final Patience USUAL = new Patience(Duration.ofSeconds(2), Duration.ofMillis(200));
    }

    /** Monotonic nanoseconds, so that tests can let a minute pass. */
    @FunctionalInterface
    public interface Clock {
        long nanos();
    }

    public RegistrySchemas(String url, Clock clock) {
        this(url, clock, Patience.USUAL);
    }

    RegistrySchemas(String url, Clock clock, Patience patience) {
        this.registry = URI.create(url.endsWith("/") ? url : url + "/");
        this.clock = clock;
        this.patience = patience;
        this.client = HttpClient.newBuilder().connectTimeout(patience.timeout()).build();
        this.retries = RetryPolicy.<HttpResponse<String>>builder()
                .handle(IOException.class)
                .handleResultIf(response -> response.statusCode() >= 500)
                .withBackoff(patience.firstPause(), patience.firstPause().multipliedBy(25))
                .withJitter(0.2)
                .withMaxRetries(4)
                .build();
    }

    @Override
    public Optional<Schema> find(int id) throws IOException {
        if (id < 0) {
            return Optional.empty();
        }
        Schema schema = known.get(id);
        if (schema != null) {
            return Optional.of(schema);
        }
        Long since = unknownSince.get(id);
        if (since != null && clock.nanos() - since < UNKNOWN_FOR.toNanos()) {
            return Optional.empty();
        }
        Optional<Schema> answer = ask(id);
        if (answer.isPresent()) {
            known.put(id, answer.get());
        } else {
            if (unknownSince.size() >= MOST_UNKNOWN) {
                unknownSince.clear();
            }
            unknownSince.put(id, clock.nanos());
        }
        return answer;
    }

    private Optional<Schema> ask(int id) throws IOException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(registry.resolve("schemas/ids/" + id)));
        if (response.statusCode() == 404 && errorCode(response) == SCHEMA_NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode answer = answer(response);
        JsonNode text = answer.get("schema");
        if (text == null || !text.isTextual()) {
            throw new IOException("the registry at " + registry + " answered for schema id " + id
                    + " without a schema; is this the URL of its Confluent-compatible API?");
        }
        return answer.path("schemaType").asText(AVRO).equals(AVRO) ? parse(text.asText()) : Optional.empty();
    }

    /** A schema that can not be read today can not be read tomorrow: not the registry but the record that names it is at fault. */
    private static Optional<Schema> parse(String text) {
        try {
            return Optional.of(new Schema.Parser().parse(text));
        } catch (AvroRuntimeException | NullPointerException e) { // the latter for a name that nobody defines
            LOG.warn("A schema of the registry is no Avro schema that can be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public int idFor(String topic, Schema schema) throws IOException {
        String body = json.writeValueAsString(Map.of("schema", schema.toString()));
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(registry.resolve("subjects/" + topic + "-value/versions"))
                        .header("Content-Type", JSON)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (response.statusCode() == 409) {
            throw new IOException("the registry at " + registry + " refuses our schema for subject " + topic
                    + "-value as incompatible with those that it has; was the topic used for other records before?");
        }
        JsonNode id = answer(response).get("id");
        if (id == null || !id.canConvertToInt()) {
            throw new IOException("the registry at " + registry + " gave no id for subject " + topic + "-value");
        }
        return id.asInt();
    }

    private JsonNode answer(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("the registry at " + registry + " answered " + response.statusCode() + " to "
                    + response.uri().getPath() + "; is the URL right, and may this user read and register schemas?");
        }
        try {
            return json.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "the registry at " + registry + " answered "
                            + response.uri().getPath()
                            + " with something that is no JSON; is this the URL of its Confluent-compatible API?",
                    e);
        }
    }

    private int errorCode(HttpResponse<String> response) {
        try {
            return json.readTree(response.body()).path("error_code").asInt();
        } catch (JsonProcessingException e) {
            return 0;
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        HttpRequest ready = request.header("Accept", JSON + ", application/json")
                .timeout(patience.timeout())
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
