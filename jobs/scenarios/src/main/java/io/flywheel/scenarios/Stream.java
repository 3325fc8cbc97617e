package io.flywheel.scenarios;

import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.SupportEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** One of the three streams that events come in, which is also the name of its topic. */
public enum Stream {
    CLICKSTREAM("clickstream", ClickstreamEvent.getClassSchema(), ClickstreamEvent::new),
    DEALS("deals", DealEvent.getClassSchema(), DealEvent::new),
    SUPPORT("support", SupportEvent.getClassSchema(), SupportEvent::new);

    private final String topic;
    private final Schema schema;
    private final Supplier<SpecificRecord> blank;

    Stream(String topic, Schema schema, Supplier<SpecificRecord> blank) {
        this.topic = topic;
        this.schema = schema;
        this.blank = blank;
    }

    /** The topic of the stream without a prefix, which is also its name in the canonical JSON lines. */
    public String topic() {
        return topic;
    }

    /** The contract of the stream's events. */
    public Schema schema() {
        return schema;
    }

    /** A record of the stream with nothing filled in, for readers that fill it by the schema. */
    public SpecificRecord blank() {
        return blank.get();
    }

    /** The stream of a topic, or empty if no stream is called so. */
    public static Optional<Stream> ofTopic(String topic) {
        return Arrays.stream(values())
                .filter(stream -> stream.topic.equals(topic))
                .findFirst();
    }
}
