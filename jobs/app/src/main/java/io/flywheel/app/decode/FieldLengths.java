package io.flywheel.app.decode;

import io.flywheel.domain.activity.RejectReason;
import org.apache.avro.Schema;

/**
 * Walks over a record of any schema without keeping anything, to find lengths that it can not have before Avro's reader believes them.
 *
 * <p><b>Errors:</b> {@link RefusedException} with {@link RejectReason#MALFORMED}.
 */
final class FieldLengths {

    private static final int DEEPEST = 64;

    private final Schema schema;
    private final FieldReader in = new FieldReader();
    private long elementsLeft;

    FieldLengths(Schema schema) {
        this.schema = schema;
    }

    void check(byte[] bytes, int offset, int length) throws RefusedException {
        in.open(bytes, offset, length);
        elementsLeft = length;
        walk(schema, schema.getName(), 0);
    }

    private void walk(Schema type, String field, int depth) throws RefusedException {
        if (depth > DEEPEST) {
            throw new RefusedException(
                    RejectReason.MALFORMED, "the record is nested too deeply at field '" + field + "'");
        }
        switch (type.getType()) {
            case RECORD -> {
                for (Schema.Field child : type.getFields()) {
                    walk(child.schema(), child.name(), depth + 1);
                }
            }
            case UNION ->
                walk(type.getTypes().get(in.symbol(field, type.getTypes().size())), field, depth + 1);
            case MAP -> {
                for (long left = in.block(field); left > 0; left = in.block(field)) {
                    for (; left > 0; left--) {
                        in.text(field);
                        walk(type.getValueType(), field, depth + 1);
                    }
                }
            }
            case ARRAY -> {
                for (long left = in.block(field); left > 0; left = in.block(field)) {
                    spend(left, field);
                    for (; left > 0; left--) {
                        walk(type.getElementType(), field, depth + 1);
                    }
                }
            }
            case STRING, BYTES -> in.text(field);
            case FIXED -> in.skip(field, type.getFixedSize());
            case ENUM -> in.symbol(field, type.getEnumSymbols().size());
            case INT -> in.whole(field);
            case LONG -> in.number(field);
            case FLOAT -> in.skip(field, Float.BYTES);
            case DOUBLE -> in.real(field);
            case BOOLEAN -> in.truth(field);
            case NULL -> {}
        }
    }

    /** Elements of an array may take no bytes at all, so that their number has to be bounded, or a few bytes could keep us busy for hours. */
    private void spend(long elements, String field) throws RefusedException {
        elementsLeft -= elements;
        if (elementsLeft < 0) {
            throw new RefusedException(
                    RejectReason.MALFORMED, "the record states more elements than bytes at field '" + field + "'");
        }
    }
}
