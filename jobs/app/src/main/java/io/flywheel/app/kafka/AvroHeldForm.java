package io.flywheel.app.kafka;

import io.flywheel.app.decode.BundledSchemas;
import io.flywheel.app.decode.ContentDecoder;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.pipeline.relay.HeldForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Keeps records that wait as their topic has them, by the schemas that come with the jobs: so every later release reads them, with a registry or without. */
final class AvroHeldForm<T, R extends SpecificRecord> implements HeldForm<T> {

    private static final long serialVersionUID = 1;

    private final String schema;
    private final TopicRecords.Value<T, R> value;
    private final ContentDecoder.Opening<T> opening;
    private transient @Nullable WireFormat<R> format;
    private transient @Nullable ContentDecoder<T> decoder;

    AvroHeldForm(Schema schema, TopicRecords.Value<T, R> value, ContentDecoder.Opening<T> opening) {
        this.schema = schema.toString();
        this.value = value;
        this.opening = opening;
    }

    @Override
    public byte[] pack(T content) {
        WireFormat<R> its = format;
        if (its == null) {
            Schema parsed = new Schema.Parser().parse(schema);
            its = new WireFormat<>(new BundledSchemas().idFor("", parsed), parsed);
            format = its;
        }
        return its.write(value.apply(content));
    }

    @Override
    public T unpack(byte[] packed) {
        ContentDecoder<T> its = decoder;
        if (its == null) {
            its = opening.open(new BundledSchemas());
            decoder = its;
        }
        try {
            return its.decode(packed)
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "a record that waits in the state can not be read; restore with the release that wrote it, or a later one"));
        } catch (IOException e) {
            throw new UncheckedIOException("the schemas that come with the jobs need no network", e);
        }
    }
}
