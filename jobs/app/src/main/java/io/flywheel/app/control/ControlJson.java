package io.flywheel.app.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes control records as the control topic has them, one JSON object each.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} with what is wrong, in words for who wrote it.
 *
 * <p><b>Source:</b> docs/reference/control.md, "Records".
 */
public final class ControlJson {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ControlJson() {}

    public static byte[] write(ControlRecord record) {
        Long until = record.effectiveToMillis();
        ObjectNode node = JSON.createObjectNode()
                .put("kind", record.kind().word())
                .put("id", record.id())
                .put("version", record.version())
                .put(
                        "effective_from",
                        Instant.ofEpochMilli(record.effectiveFromMillis()).toString())
                .put(
                        "effective_to",
                        until == null ? null : Instant.ofEpochMilli(until).toString())
                .put("author", record.author())
                .put("checksum", record.checksum())
                .put("content", record.content());
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    public static ControlRecord read(byte @Nullable [] value) {
        JsonNode node = tree(value);
        String word = text(node, "kind");
        ControlKind kind = ControlKind.of(word)
                .orElseThrow(() -> new IllegalArgumentException("the kind '" + word + "' is unknown; it must be one of "
                        + Arrays.stream(ControlKind.values())
                                .map(ControlKind::word)
                                .toList()));
        if (!node.path("version").canConvertToInt()) {
            throw new IllegalArgumentException("'version' must be a whole number");
        }
        ControlRecord record = new ControlRecord(
                        kind,
                        text(node, "id"),
                        node.path("version").intValue(),
                        time(text(node, "effective_from"), "effective_from"),
                        node.path("effective_to").isTextual()
                                ? time(node.path("effective_to").textValue(), "effective_to")
                                : null,
                        text(node, "author"),
                        text(node, "content"))
                .checked();
        JsonNode checksum = node.path("checksum");
        if (checksum.isTextual() && !checksum.textValue().equals(record.checksum())) {
            throw new IllegalArgumentException(
                    "the checksum is not the SHA-256 of the content: it was changed or cut on its way");
        }
        return record;
    }

    private static JsonNode tree(byte @Nullable [] value) {
        try {
            JsonNode node = JSON.readTree(value == null ? new byte[0] : value);
            if (!node.isObject()) {
                throw new IllegalArgumentException("a JSON object is expected");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("this can not be read: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be a text" + (value.isMissingNode() ? "; it is missing" : ""));
        }
        return value.textValue();
    }

    private static long time(String text, String name) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be a moment such as 2026-03-01T12:00:00Z, not '" + text + "'", e);
        }
    }
}
