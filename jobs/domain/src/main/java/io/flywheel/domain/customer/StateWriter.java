package io.flywheel.domain.customer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the packed bytes of a customer's state.
 *
 * <p><b>Shape:</b> fixed numbers are big-endian; counts and signed numbers are variable-length (seven bits a byte, signed ones zigzag); texts are a count of UTF-8 bytes and
 * the bytes; an absent text is the count 0, a present one has its length plus one.
 *
 * <p><b>Source:</b> docs/reference/state.md.
 */
public final class StateWriter {

    private byte[] bytes = new byte[256];
    private int length;

    public void reset() {
        length = 0;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void putByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void putInt(int value) {
        ensure(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    void putCount(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void putSigned(long value) {
        putCount((value << 1) ^ (value >> 63));
    }

    void putText(@Nullable String text) {
        if (text == null) {
            putCount(0);
            return;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putCount(encoded.length + 1L);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
