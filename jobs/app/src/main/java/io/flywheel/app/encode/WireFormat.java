package io.flywheel.app.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one schema in the Confluent wire format: the byte 0, the schema's id in four bytes, the fields in Avro's binary form.
 *
 * <p><b>Shape:</b> one instance a thread.
 */
public final class WireFormat<T extends SpecificRecord> {

    private final int schemaId;
    private final SpecificDatumWriter<T> writer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);

    public WireFormat(int schemaId, Schema schema) {
        this.schemaId = schemaId;
        this.writer = new SpecificDatumWriter<>(schema);
    }

    public byte[] write(T record) {
        out.reset();
        out.write(0);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(schemaId >>> shift);
        }
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory can not fail", e);
        }
        return out.toByteArray();
    }
}
