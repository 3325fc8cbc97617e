package io.flywheel.local.evaluation;

import io.flywheel.app.decode.EventDecoder;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.decode.WriterSchemas;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was known of each customer, and when: recorded events as the jobs would have taken them.
 *
 * <p><b>Shape:</b> every event goes through the decoder of the jobs, so that what they refuse is not known here either. An event is known from when it had both happened and arrived.
 */
final class Chronicle {

    private static final int LARGEST = 1 << 20;

    private final Map<String, List<Activity>> byCustomer = new HashMap<>();
    private long events;
    private long accepted;

    Chronicle(List<RecordedEvent> recorded, CustomerRules rules) {
        Decoders decoders = new Decoders(rules);
        for (RecordedEvent event : recorded) {
            events++;
            Activity activity = decoders.decode(event);
            if (activity != null) {
                accepted++;
                byCustomer
                        .computeIfAbsent(activity.customerId(), customer -> new ArrayList<>())
                        .add(activity);
            }
        }
        byCustomer.values().forEach(its -> its.sort(Comparator.comparingLong(Chronicle::knownAtMillis)));
    }

    static long knownAtMillis(Activity activity) {
        return Math.max(activity.occurredAtMillis(), activity.arrivedAtMillis());
    }

    /** The activities of a customer in the order in which they became known; none for a customer that nobody knows. */
    List<Activity> of(String customerId) {
        return byCustomer.getOrDefault(customerId, List.of());
    }

    /** How many events there were. */
    long events() {
        return events;
    }

    /** How many of them the jobs would take. */
    long accepted() {
        return accepted;
    }

    /** One decoder a stream, as the jobs have. */
    private static final class Decoders {

        private final Map<EventStream, EventDecoder> decoders = new EnumMap<>(EventStream.class);
        private final Map<EventStream, WireFormat<SpecificRecord>> formats = new EnumMap<>(EventStream.class);
        private long offset;

        Decoders(CustomerRules rules) {
            Set<String> attributes = rules.detectors()
                    .at(Long.MIN_VALUE)
                    .attributesBeside(rules.catalogue().attributes());
            WriterSchemas schemas = new SchemaSource(null).open();
            for (Stream stream : Stream.values()) {
                EventStream its = streamOf(stream);
                decoders.put(its, new EventDecoder(its, schemas, Lateness.DEFAULT, LARGEST, attributes));
                formats.put(its, new WireFormat<>(idOf(schemas, stream), stream.schema()));
            }
        }

        private static int idOf(WriterSchemas schemas, Stream stream) {
            try {
                return schemas.idFor(stream.topic(), stream.schema());
            } catch (IOException e) {
                throw new UncheckedIOException("bundled schemas need nobody to be asked", e);
            }
        }

        private static EventStream streamOf(Stream stream) {
            return switch (stream) {
                case CLICKSTREAM -> EventStream.CLICKSTREAM;
                case DEALS -> EventStream.DEALS;
                case SUPPORT -> EventStream.SUPPORT;
            };
        }

        /** Null for what the jobs would refuse or find too late. */
        @Nullable
        Activity decode(RecordedEvent event) {
            EventStream stream = streamOf(event.stream());
            EventDecoder decoder = decoders.get(stream);
            WireFormat<SpecificRecord> format = formats.get(stream);
            if (decoder == null || format == null) {
                throw new IllegalStateException("no decoder for " + stream);
            }
            try {
                Inbound inbound = decoder.decode(format.write(event.payload()), event.arrivedAtMillis(), 0, offset++);
                return inbound.activity();
            } catch (IOException e) {
                throw new UncheckedIOException("bundled schemas need nobody to be asked", e);
            }
        }
    }
}
