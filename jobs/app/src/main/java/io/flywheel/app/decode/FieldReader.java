package io.flywheel.app.decode;

import io.flywheel.domain.activity.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one record one after the other, and believes no length that the record states.
 *
 * <p>Avro's decoder reads the numbers. Lengths are compared with the size of the record before anything is allocated, so that a record that claims a text of two
 * gigabytes costs nothing.
 *
 * <p><b>Errors:</b> {@link RefusedException} with {@link RejectReason#MALFORMED}.
 */
final class FieldReader {

    private static final byte[] NOTHING = {};

    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(NOTHING, null);
    private byte[] buffer = new byte[256];
    private int size;

    void open(byte[] bytes, int offset, int length) {
        decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
        size = length;
    }

    boolean isAtEnd() throws RefusedException {
        try {
            return decoder.isEnd();
        } catch (IOException e) {
            throw malformed("the end");
        }
    }

    long number(String field) throws RefusedException {
        try {
            return decoder.readLong();
        } catch (IOException | AvroRuntimeException e) {
            throw malformed(field);
        }
    }

    /** An int travels like a long; one that does not fit is malformed. */
    int whole(String field) throws RefusedException {
        long value = number(field);
        if (value != (int) value) {
            throw malformed(field);
        }
        return (int) value;
    }

    double real(String field) throws RefusedException {
        try {
            return decoder.readDouble();
        } catch (IOException | AvroRuntimeException e) {
            throw malformed(field);
        }
    }

    boolean truth(String field) throws RefusedException {
        try {
            return decoder.readBoolean();
        } catch (IOException | AvroRuntimeException e) {
            throw malformed(field);
        }
    }

    String text(String field) throws RefusedException {
        long length = number(field);
        if (length < 0 || length > size) {
            throw malformed(field);
        }
        int count = (int) length;
        if (count > buffer.length) {
            buffer = new byte[Math.max(count, buffer.length * 2)];
        }
        try {
            decoder.readFixed(buffer, 0, count);
        } catch (IOException | AvroRuntimeException e) {
            throw malformed(field);
        }
        return new String(buffer, 0, count, StandardCharsets.UTF_8);
    }

    void skip(String field, int count) throws RefusedException {
        try {
            decoder.skipFixed(count);
        } catch (IOException | AvroRuntimeException e) {
            throw malformed(field);
        }
    }

    /** Whether an optional field is there. */
    boolean present(String field) throws RefusedException {
        int branch = whole(field);
        if (branch != 0 && branch != 1) {
            throw malformed(field);
        }
        return branch == 1;
    }

    @Nullable
    String optionalText(String field) throws RefusedException {
        return present(field) ? text(field) : null;
    }

    /** The place of an enum's symbol. */
    int symbol(String field, int symbols) throws RefusedException {
        int place = whole(field);
        if (place < 0 || place >= symbols) {
            throw malformed(field);
        }
        return place;
    }

    /** How many entries the next block of a map holds; 0 at the end of the map. */
    long block(String field) throws RefusedException {
        long count = number(field);
        if (count < 0) {
            number(field);
            count = -count;
        }
        if (count < 0 || count > size) {
            throw malformed(field);
        }
        return count;
    }

    private RefusedException malformed(String field) {
        return new RefusedException(
                RejectReason.MALFORMED,
                "the record of " + size + " bytes can not be read with its schema from field '" + field + "' on");
    }
}
