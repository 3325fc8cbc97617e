package io.flywheel.local.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Friction that several events make together, written as if an event had stated it.
 *
 * <p><b>Shape:</b> {@code type} with its stream before the dot; {@code evidence} holds the ids of the events behind it.
 *
 * <p><b>Units:</b> epoch milliseconds; it holds from the moment at which the watermark reaches {@code holdsFrom}.
 */
record PlainFinding(PlainEvent event, List<String> evidence, long holdsFrom) {

    /** Since whenever: what lies in an event holds as soon as the event is known. */
    static final long AT_ONCE = Long.MIN_VALUE;

    /** A finding under an id made of its type and parts, with what it tells of one event: its source, and page, target and channel if it names them. */
    static PlainFinding of(String type, PlainEvent cause, long at, long holdsFrom, String... idParts) {
        int dot = type.indexOf('.');
        String word = type.substring(dot + 1);
        List<String> id = new ArrayList<>(List.of(word));
        id.addAll(Arrays.asList(idParts));
        PlainEvent event = PlainEvent.of(
                        type.substring(0, dot),
                        word,
                        cause.required("customer_id"),
                        String.join(":", id),
                        Instant.ofEpochMilli(at))
                .with("source", cause.required("source"));
        return new PlainFinding(event, List.of(), holdsFrom);
    }

    PlainFinding with(String field, @Nullable Object value) {
        return value == null ? this : new PlainFinding(event.with(field, value), evidence, holdsFrom);
    }

    /** The same with a place taken from an event. */
    PlainFinding at(PlainEvent place) {
        return with("page", place.text("page"))
                .with("target", place.text("target"))
                .with("channel", place.text("channel"));
    }

    /** The same about a deal or ticket; none if empty. */
    PlainFinding about(@Nullable String object) {
        return object == null || object.isEmpty() ? this : with("deal_id", object);
    }

    PlainFinding because(String... eventIds) {
        return new PlainFinding(event, List.of(eventIds), holdsFrom);
    }

    PlainFinding because(List<PlainEvent> events) {
        return new PlainFinding(
                event,
                events.stream().limit(3).map(one -> one.required("event_id")).toList(),
                holdsFrom);
    }

    String id() {
        return event.required("event_id");
    }
}
