package io.flywheel.scenarios.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.flywheel.schema.Actor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * One field of a canonical JSON line as the stream's schema states it: its name, its place in the record, and how its JSON value is read.
 *
 * <p><b>Shape:</b> a null or absent value of an optional field is null. Absent, actor is customer, count 1, attributes none, and
 * customer_id empty, which the job rejects; any other required field must be there.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException} for a value of another kind.
 */
record CanonicalField(String name, int position, Schema schema, boolean optional) {

    static final String STREAM = "stream";
    static final String RECORDED_AT = "recorded_at";
    static final String OCCURRED_AT = "occurred_at";
    static final String ACTOR = "actor";
    static final String COUNT = "count";
    static final String ATTRIBUTES = "attributes";
    static final String CUSTOMER = "customer_id";

    static CanonicalField of(Schema.Field field) {
        Schema schema = field.schema();
        if (!schema.isUnion()) {
            return new CanonicalField(field.name(), field.pos(), schema, false);
        }
        Schema present = schema.getTypes().stream()
                .filter(one -> one.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
        return new CanonicalField(field.name(), field.pos(), present, true);
    }

    @Nullable
    Object read(@Nullable JsonNode value, Place place) {
        if (value == null || value.isNull()) {
            return optional ? null : substitute(place);
        }
        return switch (schema.getType()) {
            case STRING -> text(value, "text", place);
            case INT ->
                isDate()
                        ? date(value, place)
                        : wholeNumber(value, value.canConvertToInt(), place).intValue();
            case LONG -> isTime() ? time(value, name, place) : wholeNumber(value, value.canConvertToLong(), place);
            case DOUBLE -> number(value, place);
            case BOOLEAN -> truth(value, place);
            case ENUM -> symbol(value, place);
            case MAP -> texts(value, place);
            default -> throw new IllegalStateException("no canonical form for " + name + " of type " + schema);
        };
    }

    /** Reads a moment with its offset; a part finer than a millisecond is cut off. */
    static Instant time(JsonNode value, String name, Place place) {
        String form = "a time with offset such as 2026-01-08T10:00:00.000+01:00";
        try {
            Instant time = OffsetDateTime.parse(value.isTextual() ? value.textValue() : "")
                    .toInstant();
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (DateTimeException | ArithmeticException problem) {
            throw place.unreadable(name, form, value.asText(value.toString()), Row.CORRECT_IT);
        }
    }

    private Object substitute(Place place) {
        return switch (name) {
            case ACTOR -> Actor.customer;
            case COUNT -> 1;
            case ATTRIBUTES -> Map.of();
            case CUSTOMER -> "";
            default -> throw place.unreadable(name, "a value, for the field is required", null, "add the field");
        };
    }

    private String text(JsonNode value, String expected, Place place) {
        if (!value.isTextual()) {
            throw wrong(value, expected, place);
        }
        return value.textValue();
    }

    private LocalDate date(JsonNode value, Place place) {
        String expected = "a date such as 2026-01-31";
        try {
            return LocalDate.parse(text(value, expected, place));
        } catch (DateTimeException problem) {
            throw wrong(value, expected, place);
        }
    }

    private Long wholeNumber(JsonNode value, boolean fits, Place place) {
        if (!value.isIntegralNumber() || !fits) {
            throw wrong(
                    value, schema.getType() == Schema.Type.INT ? "a whole number of 32 bits" : "a whole number", place);
        }
        return value.longValue();
    }

    private Double number(JsonNode value, Place place) {
        if (!value.isNumber()) {
            throw wrong(value, "a number", place);
        }
        return value.doubleValue();
    }

    private Boolean truth(JsonNode value, Place place) {
        if (!value.isBoolean()) {
            throw wrong(value, "true or false", place);
        }
        return value.booleanValue();
    }

    private Object symbol(JsonNode value, Place place) {
        String expected = "one of " + String.join(", ", schema.getEnumSymbols());
        String symbol = text(value, expected, place);
        if (!schema.hasEnumSymbol(symbol)) {
            throw place.unreadable(
                    name, expected, symbol, Row.CORRECT_IT + NearestName.hint(symbol, schema.getEnumSymbols()));
        }
        return SpecificData.get().createEnum(symbol, schema);
    }

    private Map<String, String> texts(JsonNode value, Place place) {
        String expected = "an object of texts";
        if (!value.isObject()) {
            throw wrong(value, expected, place);
        }
        Map<String, String> texts = new HashMap<>();
        value.properties().forEach(entry -> texts.put(entry.getKey(), text(entry.getValue(), expected, place)));
        return texts.isEmpty() ? Map.of() : texts;
    }

    private UnreadableEventException wrong(JsonNode value, String expected, Place place) {
        return place.unreadable(name, expected, value.toString(), Row.CORRECT_IT);
    }

    private boolean isTime() {
        return schema.getLogicalType() != null
                && schema.getLogicalType().getName().equals("timestamp-millis");
    }

    private boolean isDate() {
        return schema.getLogicalType() != null
                && schema.getLogicalType().getName().equals("date");
    }
}
