package io.flywheel.app.decode;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** The bundled schemas and some more, as a registry would know them. */
record KnownSchemas(Map<Integer, Schema> more) implements WriterSchemas {

    private static final BundledSchemas BUNDLED = new BundledSchemas();

    @Override
    public Optional<Schema> find(int id) {
        return Optional.ofNullable(more.get(id)).or(() -> BUNDLED.find(id));
    }

    @Override
    public int idFor(String topic, Schema schema) {
        return BUNDLED.idFor(topic, schema);
    }
}
