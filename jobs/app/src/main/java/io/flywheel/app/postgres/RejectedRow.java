package io.flywheel.app.postgres;

import io.flywheel.domain.packing.Sha256;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A row that PostgreSQL refused, in words it can store: what it could not keep is replaced by U+FFFD.
 *
 * <p><b>Shape:</b> {@code key} joins the key columns by a slash and is never longer than an index can hold; {@code row} is a JSON object by column.
 */
record RejectedRow(Table table, String key, String row, String sqlState, String message) {

    private static final int LONGEST_KEY = 500;
    private static final int KEPT_OF_LONG_KEY = 400;
    private static final char REPLACEMENT = '\uFFFD';

    static RejectedRow of(CopyRows rows, int number, SQLException refusal) {
        ByteBuffer row = ByteBuffer.wrap(rows.bytes(), rows.begin(number), rows.begin(number + 1) - rows.begin(number));
        row.getShort();
        List<String> key = new ArrayList<>();
        JsonText json = new JsonText().openObject();
        for (Column column : rows.table().columns()) {
            int length = row.getInt();
            json.name(column.name());
            if (length < 0) {
                json.raw(null);
                continue;
            }
            ByteBuffer value = row.slice(row.position(), length);
            row.position(row.position() + length);
            if (column.type() == Column.Type.TEXTS) {
                putTexts(json, value);
            } else {
                String text = text(column.type(), value);
                json.value(text);
                if (column.key()) {
                    key.add(text);
                }
            }
        }
        return new RejectedRow(
                rows.table(),
                shortened(String.join("/", key)),
                json.closeObject().toString(),
                String.valueOf(refusal.getSQLState()),
                storable(String.valueOf(refusal.getMessage())));
    }

    private static String text(Column.Type type, ByteBuffer value) {
        return switch (type) {
            case TEXT -> string(value);
            case JSON -> string(value.position(1).slice());
            case BIGINT -> Long.toString(value.getLong());
            case INTEGER -> Integer.toString(value.getInt());
            case DOUBLE -> Double.toString(value.getDouble());
            case THOUSANDTHS -> decimal(value).toPlainString();
            case TIME -> time(value.getLong());
            case BOOLEAN -> Boolean.toString(value.get() != 0);
            case DATE ->
                LocalDate.ofEpochDay(value.getInt() + CopyRows.POSTGRES_EPOCH_DAY)
                        .toString();
            case TEXTS -> throw new IllegalStateException("a list has no text of its own");
        };
    }

    private static void putTexts(JsonText json, ByteBuffer value) {
        json.openArray();
        boolean isEmpty = value.getInt() == 0;
        value.getInt();
        value.getInt();
        if (!isEmpty) {
            int count = value.getInt();
            value.getInt();
            for (int i = 0; i < count; i++) {
                int length = value.getInt();
                json.value(string(value.slice(value.position(), length)));
                value.position(value.position() + length);
            }
        }
        json.closeArray();
    }

    private static BigDecimal decimal(ByteBuffer value) {
        int digits = value.getShort();
        int weight = value.getShort();
        boolean negative = value.getShort() != 0;
        int places = value.getShort();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < digits; i++) {
            BigDecimal digit = BigDecimal.valueOf(value.getShort());
            sum = sum.add(digit.scaleByPowerOfTen(4 * (weight - i)));
        }
        BigDecimal scaled = sum.setScale(places);
        return negative ? scaled.negate() : scaled;
    }

    private static String time(long micros) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? "infinity" : "-infinity";
        }
        return Instant.ofEpochMilli(micros / CopyRows.MICROS_A_MILLI + CopyRows.POSTGRES_EPOCH_MILLIS)
                .toString();
    }

    private static String string(ByteBuffer value) {
        return storable(StandardCharsets.UTF_8.decode(value).toString());
    }

    private static String storable(String text) {
        return text.replace('\0', REPLACEMENT);
    }

    private static String shortened(String key) {
        if (key.length() <= LONGEST_KEY) {
            return key;
        }
        int end = Character.isHighSurrogate(key.charAt(KEPT_OF_LONG_KEY - 1)) ? KEPT_OF_LONG_KEY - 1 : KEPT_OF_LONG_KEY;
        return key.substring(0, end) + "...sha256:" + Sha256.hex(key);
    }
}
