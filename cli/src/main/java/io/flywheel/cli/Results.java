package io.flywheel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintWriter;

/**
 * Writes a result as one JSON object: {@code apiVersion}, {@code kind}, then the result's own fields in snake case.
 *
 * <p><b>Units:</b> times are ISO-8601 in UTC, spans are seconds.
 */
final class Results {

    /** A changed meaning or a removed field asks for a new version; a new field does not. */
    static final String API_VERSION = "flywheel.io/v1";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Results() {}

    static void writeJson(PrintWriter to, String kind, Object result) {
        ObjectNode envelope =
                JSON.createObjectNode().put("apiVersion", API_VERSION).put("kind", kind);
        envelope.setAll((ObjectNode) tree(result));
        try {
            to.println(JSON.writeValueAsString(envelope));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
        to.flush();
    }

    /** Every field on a line of its own, for results that are figures. */
    static void writeLines(PrintWriter to, Object result) {
        JsonNode tree = tree(result);
        tree.properties().forEach(field -> to.printf("%-22s %s%n", field.getKey(), text(field.getValue())));
        to.flush();
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static JsonNode tree(Object result) {
        return JSON.valueToTree(result);
    }
}
