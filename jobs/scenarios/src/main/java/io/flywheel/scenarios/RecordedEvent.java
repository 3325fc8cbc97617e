package io.flywheel.scenarios;

import static java.util.Objects.requireNonNull;

import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.SupportEvent;
import org.apache.avro.specific.SpecificRecord;

/**
 * One event ready to be put on its topic: where it goes, under which key, with which record timestamp, and the typed payload.
 *
 * <p><b>Shape:</b> {@code key} is the customer id of the payload. It is empty if the source knows no customer: such an event is kept,
 * because it is the job that rejects it, with a reason and a count.
 *
 * <p><b>Units:</b> both times are milliseconds since 1970-01-01T00:00:00Z; {@code occurredAtMillis} is the payload's event time,
 * {@code arrivedAtMillis} becomes the timestamp of the Kafka record.
 */
public record RecordedEvent(
        Stream stream, String key, long occurredAtMillis, long arrivedAtMillis, SpecificRecord payload) {

    public RecordedEvent {
        requireNonNull(stream, "stream");
        requireNonNull(key, "key");
        requireNonNull(payload, "payload");
        if (!payload.getSchema().equals(stream.schema())) {
            throw new IllegalArgumentException("payload of stream " + stream.topic() + " must be a "
                    + stream.schema().getName() + ": " + payload.getSchema().getName());
        }
    }

    /** A clickstream event that arrived at the given time. */
    public static RecordedEvent of(ClickstreamEvent event, long arrivedAtMillis) {
        return new RecordedEvent(
                Stream.CLICKSTREAM,
                event.getCustomerId(),
                event.getOccurredAt().toEpochMilli(),
                arrivedAtMillis,
                event);
    }

    /** A deal event that arrived at the given time. */
    public static RecordedEvent of(DealEvent event, long arrivedAtMillis) {
        return new RecordedEvent(
                Stream.DEALS, event.getCustomerId(), event.getOccurredAt().toEpochMilli(), arrivedAtMillis, event);
    }

    /** A support event that arrived at the given time. */
    public static RecordedEvent of(SupportEvent event, long arrivedAtMillis) {
        return new RecordedEvent(
                Stream.SUPPORT, event.getCustomerId(), event.getOccurredAt().toEpochMilli(), arrivedAtMillis, event);
    }

    /** The id of the event within its source. */
    public String eventId() {
        return text("event_id");
    }

    /** The system that recorded the event; together with the event id it is the event's identity. */
    public String source() {
        return text("source");
    }

    private String text(String field) {
        return (String) payload.get(payload.getSchema().getField(field).pos());
    }
}
