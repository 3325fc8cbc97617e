package io.flywheel.local.oracle;

import io.flywheel.scenarios.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One event as its source stated it, under the field names of the contracts.
 *
 * <p><b>Shape:</b> values are String, Long, Double, Boolean, or a map of texts for {@code attributes}; a field that is not stated is not in the map.
 *
 * <p><b>Units:</b> those of the contracts; {@code occurred_at} in epoch milliseconds.
 */
public record PlainEvent(String stream, long arrivedAtMillis, Map<String, Object> fields) {

    public PlainEvent {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** An event of a customer that arrived when it happened. */
    public static PlainEvent of(String stream, String type, String customerId, String eventId, Instant at) {
        return new PlainEvent(
                stream,
                at.toEpochMilli(),
                Map.of(
                        "event_id", eventId,
                        "source", "test",
                        "occurred_at", at.toEpochMilli(),
                        "customer_id", customerId,
                        "type", type));
    }

    /** What a reader of recorded data would send. */
    public static PlainEvent of(RecordedEvent event) {
        SpecificRecord payload = event.payload();
        Map<String, Object> fields = new HashMap<>();
        for (Schema.Field field : payload.getSchema().getFields()) {
            Object value = payload.get(field.pos());
            if (value != null) {
                fields.put(field.name(), plain(value));
            }
        }
        return new PlainEvent(event.stream().topic(), event.arrivedAtMillis(), fields);
    }

    private static Object plain(Object value) {
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (value instanceof LocalDate date) {
            return date.toEpochDay();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> texts = new TreeMap<>();
            map.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
            return texts;
        }
        return value instanceof Long || value instanceof Double || value instanceof Boolean ? value : value.toString();
    }

    public PlainEvent with(String field, Object value) {
        Map<String, Object> more = new HashMap<>(fields);
        more.put(field, value instanceof Integer number ? (Object) number.longValue() : value);
        return new PlainEvent(stream, arrivedAtMillis, more);
    }

    public PlainEvent arriving(Instant at) {
        return new PlainEvent(stream, at.toEpochMilli(), fields);
    }

    /** Stream and type with a dot between, as the catalogue writes it. */
    String qualifiedType() {
        return stream + "." + fields.get("type");
    }

    long occurredAtMillis() {
        return numberOr("occurred_at", 0);
    }

    /** A text, empty if it is not stated. */
    String required(String field) {
        return fields.get(field) instanceof String text ? text : "";
    }

    /** A text, null if it is not stated or empty. */
    @Nullable
    String text(String field) {
        return fields.get(field) instanceof String text && !text.isEmpty() ? text : null;
    }

    @Nullable
    Long number(String field) {
        return fields.get(field) instanceof Long number ? number : null;
    }

    long numberOr(String field, long otherwise) {
        Long number = number(field);
        return number == null ? otherwise : number;
    }

    @Nullable
    Double real(String field) {
        return fields.get(field) instanceof Double real ? real : null;
    }

    @Nullable
    String attribute(String name) {
        return fields.get("attributes") instanceof Map<?, ?> map && map.get(name) instanceof String text ? text : null;
    }

    /** The deal, ticket or call concerned, empty if none is stated. */
    String object() {
        String deal = text("deal_id");
        String ticket = text("ticket_id");
        String call = text("call_id");
        return deal != null ? deal : ticket != null ? ticket : call != null ? call : "";
    }

    /** Money in minor units: the amount of a deal, or what a return states in its attributes. */
    @Nullable
    Long amountMinor() {
        if (stream.equals("support")) {
            String amount = attribute("amount_minor");
            return amount == null ? null : Long.valueOf(amount);
        }
        return number("amount_minor");
    }

    @Nullable
    String currency() {
        if (stream.equals("support")) {
            return amountMinor() == null ? null : attribute("currency");
        }
        return text("currency");
    }

    /** Equal for events that state the same: what is stated as it is by default counts as not stated. */
    int contents() {
        Map<String, Object> stated = new TreeMap<>(fields);
        stated.values().removeIf(value -> value.equals("") || value.equals(Map.of()) || value.equals(false));
        stated.remove("priority", "normal");
        stated.remove("actor", "customer");
        stated.remove("count", 1L);
        return stated.hashCode();
    }
}
