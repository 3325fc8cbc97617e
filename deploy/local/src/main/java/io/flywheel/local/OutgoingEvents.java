package io.flywheel.local;

import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.decode.WriterSchemas;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.Stream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Turns events into the records that the topics of a run carry. */
public final class OutgoingEvents {

    private final TopicNames topics;
    private final Map<Stream, WireFormat<SpecificRecord>> formats = new EnumMap<>(Stream.class);

    public OutgoingEvents(Endpoints endpoints) {
        this.topics = TopicNames.of(endpoints.config());
        URI registry = endpoints.registry();
        WriterSchemas schemas = new SchemaSource(registry == null ? null : registry.toString()).open();
        for (Stream stream : Stream.values()) {
            formats.put(stream, new WireFormat<>(schemaId(schemas, stream), stream.schema()));
        }
    }

    private int schemaId(WriterSchemas schemas, Stream stream) {
        try {
            return schemas.idFor(topic(stream), stream.schema());
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.REGISTRY_UNREACHABLE,
                    "the schema registry gives no id for topic " + topic(stream),
                    Failure.wordsOf(e),
                    "check registry.url and that this user may register schemas",
                    e);
        }
    }

    /** The same events, one by one, as they are asked for. */
    public Iterator<OutgoingRecord> of(Iterator<RecordedEvent> events) {
        return new Outgoing(events);
    }

    private String topic(Stream stream) {
        return switch (stream) {
            case CLICKSTREAM -> topics.of(EventStream.CLICKSTREAM);
            case DEALS -> topics.of(EventStream.DEALS);
            case SUPPORT -> topics.of(EventStream.SUPPORT);
        };
    }

    private final class Outgoing implements Iterator<OutgoingRecord> {

        private final Iterator<RecordedEvent> events;

        Outgoing(Iterator<RecordedEvent> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            return events.hasNext();
        }

        @Override
        public OutgoingRecord next() {
            RecordedEvent event = events.next();
            WireFormat<SpecificRecord> format = formats.get(event.stream());
            if (format == null) {
                throw new IllegalStateException("no format for " + event.stream());
            }
            return new OutgoingRecord(
                    topic(event.stream()),
                    event.key().getBytes(StandardCharsets.UTF_8),
                    format.write(event.payload()),
                    event.arrivedAtMillis());
        }
    }
}
