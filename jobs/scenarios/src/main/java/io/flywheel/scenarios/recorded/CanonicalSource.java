package io.flywheel.scenarios.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.Stream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads canonical JSON lines: one object a line, the fields of the stream's schema under their names, plus {@code stream} and {@code
 * recorded_at}.
 *
 * <p><b>Shape:</b> one event a line, in file order; blank lines are skipped. It reads whatever {@link CanonicalLines} writes.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException} for a line that is not a JSON object, a field that the stream does not have (with
 * the nearest one that it has), a field given twice, a required field that is missing, a value of the wrong kind, and a type that the
 * stream does not know. A missing or empty customer_id is no error here; the job rejects it.
 */
final class CanonicalSource implements RecordedSource {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final Map<Stream, Map<String, CanonicalField>> fields = new EnumMap<>(Stream.class);
    private final List<String> streams =
            Arrays.stream(Stream.values()).map(Stream::topic).toList();

    CanonicalSource() {
        for (Stream stream : Stream.values()) {
            Map<String, CanonicalField> ofStream = new LinkedHashMap<>();
            stream.schema().getFields().forEach(field -> ofStream.put(field.name(), CanonicalField.of(field)));
            fields.put(stream, ofStream);
        }
    }

    @Override
    public String name() {
        return "canonical";
    }

    @Override
    public RecordedEvents read(Path file) {
        List<RecordedEvent> events = new ArrayList<>();
        EventFile.eachLine(file, (line, place) -> events.add(event(line, place)));
        return RecordedEvents.onePerLine(events);
    }

    private RecordedEvent event(String line, Place place) {
        JsonNode object = parse(line, place);
        Stream stream = streamOf(object, place);
        Map<String, CanonicalField> known = fields.getOrDefault(stream, Map.of());
        requireKnown(object, stream, known, place);
        SpecificRecord payload = stream.blank();
        for (CanonicalField field : known.values()) {
            payload.put(field.position(), field.read(object.get(field.name()), place));
        }
        Instant occurredAt =
                CanonicalField.time(object.get(CanonicalField.OCCURRED_AT), CanonicalField.OCCURRED_AT, place);
        JsonNode recordedAt = object.path(CanonicalField.RECORDED_AT);
        boolean arrivedAtOnce = recordedAt.isMissingNode() || recordedAt.isNull();
        Instant arrivedAt =
                arrivedAtOnce ? occurredAt : CanonicalField.time(recordedAt, CanonicalField.RECORDED_AT, place);
        String customer = object.path(CanonicalField.CUSTOMER).asText("");
        return new RecordedEvent(stream, customer, occurredAt.toEpochMilli(), arrivedAt.toEpochMilli(), payload);
    }

    private static JsonNode parse(String line, Place place) {
        try {
            JsonNode object = JSON.readTree(line);
            if (!object.isObject()) {
                throw place.unreadable("", "a JSON object", line, Row.CORRECT_IT);
            }
            return object;
        } catch (JsonProcessingException problem) {
            throw place.unreadable(
                    "not one JSON object: " + problem.getOriginalMessage() + ", found \"" + Place.shorten(line) + '"',
                    Row.CORRECT_IT,
                    problem);
        }
    }

    private Stream streamOf(JsonNode object, Place place) {
        String name = object.path(CanonicalField.STREAM).asText("");
        return Stream.ofTopic(name)
                .orElseThrow(() -> place.unreadable(
                        CanonicalField.STREAM,
                        "one of " + String.join(", ", streams),
                        name,
                        Row.CORRECT_IT + NearestName.hint(name, streams)));
    }

    private static void requireKnown(JsonNode object, Stream stream, Map<String, CanonicalField> known, Place place) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            boolean envelope = name.equals(CanonicalField.STREAM) || name.equals(CanonicalField.RECORDED_AT);
            if (!envelope && !known.containsKey(name)) {
                throw place.unreadable(
                        name,
                        "only fields of stream " + stream.topic(),
                        name,
                        "take the field out or put it into attributes" + NearestName.hint(name, known.keySet()));
            }
        }
    }
}
