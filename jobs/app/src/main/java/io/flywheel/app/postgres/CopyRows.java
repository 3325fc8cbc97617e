package io.flywheel.app.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of one table in PostgreSQL's binary COPY format, written straight into one buffer that is used again after {@link #clear}.
 *
 * <p><b>Shape:</b> mutable; rows are numbered from 0 in the order of writing, any range of them can be sent.
 *
 * <p><b>Source:</b> PostgreSQL documentation, "COPY", section "Binary Format"; the receive functions of the types.
 */
final class CopyRows {

    /** Signature, no flags, no extension. */
    static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    /** A row of -1 columns ends the data. */
    static final byte[] TRAILER = {-1, -1};

    static final long POSTGRES_EPOCH_MILLIS = 946_684_800_000L;
    static final int POSTGRES_EPOCH_DAY = 10_957;
    static final long MICROS_A_MILLI = 1_000;
    static final int NUMERIC_BASE = 10_000;
    static final int STAMPS = 2;

    private static final int NULL = -1;
    private static final int TEXT_OID = 25;
    private static final byte JSONB_VERSION = 1;
    private static final short NEGATIVE = 0x4000;
    private static final int PLACES = 3;
    private static final int THOUSAND = 1_000;
    private static final int INITIAL_BYTES = 1 << 16;
    private static final int INITIAL_ROWS = 256;
    private static final int LONGEST_CHARACTER = 3;

    private final Table table;
    private final List<Column> columns;
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int[] ends = new int[INITIAL_ROWS];
    private int size;
    private int rows;
    private int column;

    CopyRows(Table table) {
        this.table = table;
        this.columns = table.columns();
    }

    Table table() {
        return table;
    }

    int rows() {
        return rows;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where a row begins in {@link #bytes}; the begin of the row after the last is the end. */
    int begin(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** The first column of a row, which is text in every table. */
    String firstText(int row) {
        int at = begin(row) + Short.BYTES;
        int length = ByteBuffer.wrap(bytes).getInt(at);
        return new String(bytes, at + Integer.BYTES, length, StandardCharsets.UTF_8);
    }

    void clear() {
        size = 0;
        rows = 0;
    }

    void start() {
        column = 0;
        putShort(columns.size() + STAMPS);
    }

    void end(long epoch, long version) {
        if (column != columns.size()) {
            throw new IllegalStateException(
                    "a row of %s ends after %d of %d columns".formatted(table.title(), column, columns.size()));
        }
        putInt(Long.BYTES);
        putLong(epoch);
        putInt(Long.BYTES);
        putLong(version);
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
        }
        ends[rows++] = size;
    }

    /** An absent value of whatever type the next column has. */
    void nothing() {
        expect(column < columns.size() ? columns.get(column).type() : Column.Type.TEXT);
        putInt(NULL);
    }

    void text(CharSequence value) {
        expect(Column.Type.TEXT);
        sized(value);
    }

    void bigint(long value) {
        expect(Column.Type.BIGINT);
        putInt(Long.BYTES);
        putLong(value);
    }

    void integer(int value) {
        expect(Column.Type.INTEGER);
        putInt(Integer.BYTES);
        putInt(value);
    }

    void number(double value) {
        expect(Column.Type.DOUBLE);
        putInt(Double.BYTES);
        putLong(Double.doubleToLongBits(value));
    }

    /** Digits to the base 10,000, most significant first, the last one holding the three places and a zero. */
    void thousandths(long value) {
        expect(Column.Type.THOUSANDTHS);
        // the least long is its own absolute value, and right when read without a sign
        long left = Math.abs(value);
        int fraction = (int) Long.remainderUnsigned(left, THOUSAND);
        left = Long.divideUnsigned(left, THOUSAND);
        int whole = 0;
        for (long rest = left; rest != 0; rest /= NUMERIC_BASE) {
            whole++;
        }
        putInt((4 + whole + 1) * Short.BYTES);
        putShort(whole + 1);
        putShort(whole - 1);
        putShort(value < 0 ? NEGATIVE : 0);
        putShort(PLACES);
        reserve((whole + 1) * Short.BYTES);
        for (int at = size + (whole - 1) * Short.BYTES; at >= size; at -= Short.BYTES) {
            storeShort(at, (int) (left % NUMERIC_BASE));
            left /= NUMERIC_BASE;
        }
        size += whole * Short.BYTES;
        putShort(fraction * NUMERIC_BASE / THOUSAND);
    }

    void time(long millis) {
        expect(Column.Type.TIME);
        putInt(Long.BYTES);
        putLong(micros(millis));
    }

    void truth(boolean value) {
        expect(Column.Type.BOOLEAN);
        putInt(1);
        reserve(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    /** Days since 2000, from days since the epoch. */
    void date(int epochDay) {
        expect(Column.Type.DATE);
        putInt(Integer.BYTES);
        putInt(epochDay - POSTGRES_EPOCH_DAY);
    }

    void texts(List<String> values) {
        expect(Column.Type.TEXTS);
        int lengthAt = size;
        putInt(0);
        putInt(values.isEmpty() ? 0 : 1);
        putInt(0);
        putInt(TEXT_OID);
        if (!values.isEmpty()) {
            putInt(values.size());
            putInt(1);
            values.forEach(this::sized);
        }
        storeInt(lengthAt, size - lengthAt - Integer.BYTES);
    }

    void json(CharSequence value) {
        expect(Column.Type.JSON);
        int lengthAt = size;
        putInt(0);
        reserve(1);
        bytes[size++] = JSONB_VERSION;
        putText(value);
        storeInt(lengthAt, size - lengthAt - Integer.BYTES);
    }

    /** Microseconds since 2000; a time beyond what they can say becomes one that PostgreSQL refuses, never another time. */
    private static long micros(long millis) {
        if (millis == Long.MAX_VALUE || millis == Long.MIN_VALUE) {
            return millis;
        }
        boolean fits = Math.abs(millis) < Long.MAX_VALUE / MICROS_A_MILLI - POSTGRES_EPOCH_MILLIS;
        return fits ? (millis - POSTGRES_EPOCH_MILLIS) * MICROS_A_MILLI : Long.MAX_VALUE - 1;
    }

    private void expect(Column.Type type) {
        if (column >= columns.size() || columns.get(column).type() != type) {
            throw new IllegalStateException(
                    "column %d of %s is not of type %s".formatted(column + 1, table.title(), type));
        }
        column++;
    }

    private void sized(CharSequence value) {
        int lengthAt = size;
        putInt(0);
        putText(value);
        storeInt(lengthAt, size - lengthAt - Integer.BYTES);
    }

    /** UTF-8, but half a surrogate pair keeps its bits, so that PostgreSQL refuses it: a question mark in its place could make two keys one. */
    private void putText(CharSequence value) {
        int length = value.length();
        reserve(length * LONGEST_CHARACTER);
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xc0 | (c >> 6));
                bytes[at++] = continuation(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                int point = Character.toCodePoint(c, value.charAt(++i));
                bytes[at++] = (byte) (0xf0 | (point >> 18));
                bytes[at++] = continuation(point >> 12);
                bytes[at++] = continuation(point >> 6);
                bytes[at++] = continuation(point);
            } else {
                bytes[at++] = (byte) (0xe0 | (c >> 12));
                bytes[at++] = continuation(c >> 6);
                bytes[at++] = continuation(c);
            }
        }
        size = at;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    private void putShort(int value) {
        reserve(Short.BYTES);
        storeShort(size, value);
        size += Short.BYTES;
    }

    private void putInt(int value) {
        reserve(Integer.BYTES);
        storeInt(size, value);
        size += Integer.BYTES;
    }

    private void putLong(long value) {
        putInt((int) (value >>> Integer.SIZE));
        putInt((int) value);
    }

    private void storeShort(int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    private void storeInt(int at, int value) {
        storeShort(at, value >> Short.SIZE);
        storeShort(at + Short.BYTES, value);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int)
                    Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }
}
