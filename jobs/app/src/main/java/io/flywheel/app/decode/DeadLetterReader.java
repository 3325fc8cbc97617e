package io.flywheel.app.decode;

import io.flywheel.schema.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the jobs wrote to the dead-letter topic, for people who look at it.
 *
 * <p><b>Shape:</b> one instance a thread; an empty answer for a record that is none of ours.
 *
 * <p><b>Errors:</b> {@link IOException} only if the registry can not be asked.
 */
public final class DeadLetterReader {

    private static final int HEADER = 5;

    private final WriterSchemas schemas;

    public DeadLetterReader(SchemaSource source) {
        this.schemas = source.open();
    }

    public Optional<DeadLetter> read(byte @Nullable [] value) throws IOException {
        if (value == null || value.length < HEADER || value[0] != 0) {
            return Optional.empty();
        }
        Schema own = DeadLetter.getClassSchema();
        Optional<Schema> writer = schemas.find(ByteBuffer.wrap(value).getInt(1))
                .filter(schema -> schema.getFullName().equals(own.getFullName()));
        if (writer.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SpecificDatumReader<DeadLetter>(writer.get(), own)
                    .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null)));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
