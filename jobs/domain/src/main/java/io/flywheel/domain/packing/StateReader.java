package io.flywheel.domain.packing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateWriter} wrote.
 *
 * <p><b>Errors:</b> {@link IllegalStateException} if the bytes end early: state is written by us alone, so that is a broken promise and no bad input.
 */
public final class StateReader {

    private final byte[] bytes;
    private int position;

    public StateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isAtEnd() {
        return position == bytes.length;
    }

    public int getByte() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    public int getInt() {
        need(Integer.BYTES);
        int value = (int) StateWriter.INTS.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    public long getLong() {
        need(Long.BYTES);
        long value = (long) StateWriter.LONGS.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    public long getVariable() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = getByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    public int getCount() {
        return Math.toIntExact(getVariable());
    }

    /** A count of entries that take some bytes each, so that damaged bytes cannot ask for more memory than they could fill. */
    public int getCountOf(int leastBytes) {
        int count = getCount();
        need(Math.multiplyExact(count, leastBytes));
        return count;
    }

    public long getSigned() {
        long value = getVariable();
        return value >>> 1 ^ -(value & 1);
    }

    @Nullable
    public String getText() {
        int count = getCount();
        if (count == 0) {
            return null;
        }
        need(count - 1);
        String text = new String(bytes, position, count - 1, StandardCharsets.UTF_8);
        position += count - 1;
        return text;
    }

    public String getPresentText() {
        String text = getText();
        if (text == null) {
            throw new IllegalStateException("state lacks a text before byte " + position);
        }
        return text;
    }

    public byte[] getBytes() {
        int count = getCountOf(1);
        byte[] value = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return value;
    }

    private void need(int count) {
        if (count > bytes.length - position) {
            throw new IllegalStateException(
                    "state ends at byte " + bytes.length + " but " + count + " more are needed at " + position);
        }
    }
}
