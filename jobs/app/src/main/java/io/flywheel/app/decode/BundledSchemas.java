package io.flywheel.app.decode;

import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.CustomerMomentum;
import io.flywheel.schema.DeadLetter;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.Signal;
import io.flywheel.schema.SupportEvent;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schemas that come with the jobs, for those who run without a registry: the id is the place in a list that only grows.
 *
 * <p><b>Source:</b> docs/decisions/0004-typed-contracts-and-wire-format.md.
 */
public final class BundledSchemas implements WriterSchemas {

    /** Published versions in order of their ids, the first of which is 1. Append only. */
    private static final List<Schema> PUBLISHED = List.of(
            ClickstreamEvent.getClassSchema(),
            DealEvent.getClassSchema(),
            SupportEvent.getClassSchema(),
            Signal.getClassSchema(),
            CustomerMomentum.getClassSchema(),
            DeadLetter.getClassSchema());

    @Override
    public Optional<Schema> find(int id) {
        return id >= 1 && id <= PUBLISHED.size() ? Optional.of(PUBLISHED.get(id - 1)) : Optional.empty();
    }

    @Override
    public int idFor(String topic, Schema schema) {
        int place = PUBLISHED.lastIndexOf(schema);
        if (place < 0) {
            throw new IllegalArgumentException("schema " + schema.getFullName() + " is not bundled");
        }
        return place + 1;
    }
}
