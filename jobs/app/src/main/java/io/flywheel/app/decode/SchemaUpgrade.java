package io.flywheel.app.decode;

import io.flywheel.domain.activity.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Rewrites records of another version of a contract to our own, by Avro's rules of schema resolution. */
final class SchemaUpgrade {

    private final GenericDatumReader<GenericRecord> reader;
    private final GenericDatumWriter<GenericRecord> writer;
    private final FieldLengths lengths;

    SchemaUpgrade(Schema from, Schema to) {
        this.reader = new GenericDatumReader<>(from, to);
        this.writer = new GenericDatumWriter<>(to);
        this.lengths = new FieldLengths(from);
    }

    byte[] apply(byte[] value, int offset) throws RefusedException {
        lengths.check(value, offset, value.length - offset);
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, offset, value.length - offset, null);
            GenericRecord record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new RefusedException(RejectReason.TRAILING_BYTES, "bytes are left over after the last field");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(value.length);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            writer.write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException e) {
            throw new RefusedException(
                    RejectReason.MALFORMED,
                    "the record of " + (value.length - offset)
                            + " bytes can not be read with the schema that its id names");
        }
    }
}
