package io.flywheel.app.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The schemas that come with the jobs, for those who run without a registry: the id is the place in a list that only grows.
 *
 * <p><b>Shape:</b> an id stands for a published copy, which never changes; a changed contract is published again and gets a new id at the end.
 *
 * <p><b>Source:</b> docs/decisions/0004-typed-contracts-and-wire-format.md.
 */
public final class BundledSchemas implements WriterSchemas {

    /** Published versions in order of their ids, the first of which is 1. Append only. */
    static final List<String> PUBLISHED = List.of(
            "ClickstreamEvent/1",
            "DealEvent/1",
            "SupportEvent/1",
            "Signal/1",
            "CustomerMomentum/1",
            "DeadLetter/1",
            "Signal/2",
            "CustomerMomentum/2",
            "WindowResult/1",
            "HotspotReading/1");

    private static final List<Schema> SCHEMAS =
            PUBLISHED.stream().map(BundledSchemas::load).toList();
    private static final List<String> FORMS =
            SCHEMAS.stream().map(SchemaNormalization::toParsingForm).toList();

    @Override
    public Optional<Schema> find(int id) {
        return id >= 1 && id <= SCHEMAS.size() ? Optional.of(SCHEMAS.get(id - 1)) : Optional.empty();
    }

    @Override
    public int idFor(String topic, Schema schema) {
        int place = FORMS.lastIndexOf(SchemaNormalization.toParsingForm(schema));
        if (place < 0) {
            throw new IllegalArgumentException("schema " + schema.getFullName() + " is not bundled");
        }
        return place + 1;
    }

    private static Schema load(String version) {
        String resource = "/published/" + version + ".avsc";
        try (InputStream in = BundledSchemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the published schema " + resource + " is not on the class path");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the published schema " + resource + " can not be read", e);
        }
    }
}
