package io.flywheel.scenarios.recorded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Writes events as canonical JSON lines, the form that {@code replay --source canonical} reads.
 *
 * <p><b>Shape:</b> one object a line: {@code stream} first, {@code recorded_at} behind {@code occurred_at}, all else in the order of the
 * schema, attributes by name. What has its default is left out: null, no attributes, actor customer, count 1, recorded at the moment it
 * occurred. So equal events give equal bytes, and reading a line gives the event it was written from.
 *
 * <p><b>Units:</b> times are ISO-8601 in UTC with milliseconds as needed, dates ISO-8601.
 */
public final class CanonicalLines {

    private static final JsonFactory JSON = new JsonFactory();

    private CanonicalLines() {}

    /** The event as one line of JSON, without a line end. */
    public static String line(RecordedEvent event) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField(CanonicalField.STREAM, event.stream().topic());
            for (Schema.Field field : event.stream().schema().getFields()) {
                write(json, event, field);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
        return text.toString();
    }

    /**
     * Writes all events into a file, UTF-8, one line each, replacing what the file held.
     *
     * <p><b>Errors:</b> {@link IOException} if the file cannot be written.
     */
    public static void write(Iterator<RecordedEvent> events, Path file) throws IOException {
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            while (events.hasNext()) {
                text.write(line(events.next()));
                text.write('\n');
            }
        }
    }

    private static void write(JsonGenerator json, RecordedEvent event, Schema.Field field) throws IOException {
        Object value = event.payload().get(field.pos());
        if (value == null || value.equals(defaultOf(field))) {
            return;
        }
        json.writeFieldName(field.name());
        if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Map<?, ?> attributes) {
            writeAttributes(json, attributes);
        } else {
            json.writeString(value.toString());
        }
        boolean arrivedLater = event.arrivedAtMillis() != event.occurredAtMillis();
        if (field.name().equals(CanonicalField.OCCURRED_AT) && arrivedLater) {
            json.writeStringField(
                    CanonicalField.RECORDED_AT,
                    Instant.ofEpochMilli(event.arrivedAtMillis()).toString());
        }
    }

    private static Object defaultOf(Schema.Field field) {
        return switch (field.name()) {
            case CanonicalField.ACTOR -> Actor.customer;
            case CanonicalField.COUNT -> 1;
            case CanonicalField.ATTRIBUTES -> Map.of();
            default -> field;
        };
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Double fraction) {
            json.writeNumber(fraction);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void writeAttributes(JsonGenerator json, Map<?, ?> attributes) throws IOException {
        Map<String, String> byName = new TreeMap<>();
        attributes.forEach((name, value) -> byName.put(name.toString(), value.toString()));
        json.writeStartObject();
        for (Map.Entry<String, String> attribute : byName.entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
    }
}
