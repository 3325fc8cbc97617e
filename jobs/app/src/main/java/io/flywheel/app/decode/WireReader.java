package io.flywheel.app.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one contract, of whatever version, in the Confluent wire format, and has them judged.
 *
 * <p><b>Shape:</b> one instance a thread. Whatever is wrong with a record, the answer is empty.
 */
final class WireReader<R extends SpecificRecord, T> implements ContentDecoder<T> {

    private static final int HEADER = 5;

    private final WriterSchemas schemas;
    private final Schema own;
    private final Function<R, Optional<T>> meaning;
    private final Map<Integer, Optional<SpecificDatumReader<R>>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    WireReader(WriterSchemas schemas, Schema own, Function<R, Optional<T>> meaning) {
        this.schemas = schemas;
        this.own = own;
        this.meaning = meaning;
    }

    @Override
    public Optional<T> decode(byte @Nullable [] value) throws IOException {
        if (value == null || value.length < HEADER || value[0] != 0) {
            return Optional.empty();
        }
        SpecificDatumReader<R> reader = reader(ByteBuffer.wrap(value).getInt(1)).orElse(null);
        if (reader == null) {
            return Optional.empty();
        }
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
            return meaning.apply(reader.read(null, decoder));
        } catch (IOException | AvroRuntimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Optional<SpecificDatumReader<R>> reader(int id) throws IOException {
        Optional<SpecificDatumReader<R>> known = readers.get(id);
        if (known == null) {
            known = schemas.find(id)
                    .filter(writer -> writer.getFullName().equals(own.getFullName()))
                    .map(writer -> new SpecificDatumReader<>(writer, own));
            readers.put(id, known);
        }
        return known;
    }
}
