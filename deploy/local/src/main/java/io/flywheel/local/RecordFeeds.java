package io.flywheel.local;

import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.decode.WriterSchemas;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Verdict;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.Stream;
import io.flywheel.scenarios.invented.Incident;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.RecordedEvents;
import io.flywheel.scenarios.recorded.RecordedSource;
import io.flywheel.scenarios.recorded.RecordedSources;
import io.flywheel.scenarios.recorded.UnreadableEventException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Turns recorded and invented events into the records that the topics of a run carry. */
final class RecordFeeds {

    /** How much of its past the invented world brings along, so that a demo starts with customers and not with an empty page. */
    private static final Duration PAST = Duration.ofSeconds(20);

    private static final Duration SHORTEST_STORY = Duration.ofSeconds(90);

    private final Endpoints endpoints;
    private final TopicNames topics;
    private final Map<Stream, WireFormat<SpecificRecord>> formats = new EnumMap<>(Stream.class);

    RecordFeeds(Endpoints endpoints) {
        this.endpoints = endpoints;
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

    /** Reads a recorded data set whole and puts it into the order in which it is to be sent. */
    RecordedFeed recorded(ReplayRequest request) {
        RecordedEvents read = read(request);
        List<RecordedEvent> inOrder = request.disturbance().applyTo(read.events(), this::willBeTaken);
        return new RecordedFeed(
                read.linesRead(),
                inOrder.size() - read.events().size(),
                inOrder.size(),
                new Outgoing(inOrder.iterator()));
    }

    /** Records in the order in which they are sent, and how many of them are copies that the disturbance added. */
    record RecordedFeed(long lines, long copies, long size, Iterator<OutgoingRecord> records) {}

    private static RecordedEvents read(ReplayRequest request) {
        try {
            RecordedSource source = RecordedSources.named(request.source());
            return source.read(RecordedSources.fileIn(request.input()));
        } catch (UnreadableEventException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the input can not be read as " + request.source(),
                    Failure.wordsOf(e),
                    "mend the line or name the right --source; nothing was sent",
                    e);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "there is no source " + request.source(),
                    Failure.wordsOf(e),
                    "name one of " + RecordedSources.names() + " with --source",
                    e);
        }
    }

    /** Only events that the job will take are sent twice: a second refusal of one record would be counted as another. */
    private boolean willBeTaken(RecordedEvent event) {
        return !event.key().isBlank()
                && endpoints.config().lateness().judge(event.occurredAtMillis(), event.arrivedAtMillis())
                        == Verdict.ON_TIME;
    }

    /** Invents customers; a short past comes first, and what arrives after {@code now} is to be sent when its time comes. */
    Iterator<OutgoingRecord> invented(DemoRequest request, Instant now) {
        return new Outgoing(scenario(request, now).events());
    }

    /** What will go wrong in the invented world, in order of time. */
    List<PlantedIncident> incidents(DemoRequest request, Instant now) {
        Scenario scenario = scenario(request, now);
        return scenario.incidents().stream()
                .map(incident -> new PlantedIncident(
                        scenario.start().plus(incident.startsAfter()), incident.lasts(), incident.description()))
                .toList();
    }

    private static Scenario scenario(DemoRequest request, Instant now) {
        Duration asked = request.duration();
        Duration story = asked == null || asked.compareTo(SHORTEST_STORY) < 0 ? SHORTEST_STORY : asked;
        return Scenario.demo(request.seed(), now.minus(PAST))
                .withCustomers(request.customers())
                .withEventsPerSecond(request.eventsPerSecond())
                .withIncidents(Incident.plantedOver(story));
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
