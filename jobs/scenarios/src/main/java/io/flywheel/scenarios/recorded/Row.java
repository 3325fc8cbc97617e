package io.flywheel.scenarios.recorded;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;

/**
 * One data line of a table, read by the names of its columns.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException} for a line with too few or too many fields and for a value that is not what its
 * column holds.
 */
final class Row {

    static final String CORRECT_IT = "correct the line or take it out";

    private final Header header;
    private final List<String> fields;
    private final Place place;

    Row(Header header, List<String> fields, Place place) {
        if (fields.size() != header.width()) {
            throw place.unreadable(
                    "",
                    header.width() + " fields as in the header",
                    fields.size() + " fields: " + String.join(",", fields),
                    CORRECT_IT);
        }
        this.header = header;
        this.fields = fields;
        this.place = place;
    }

    String text(String column) {
        Integer position = header.positions().get(column);
        if (position == null) {
            throw new IllegalArgumentException("column was not declared as needed: " + column);
        }
        return fields.get(position);
    }

    /** A text that must not be empty. */
    String name(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            throw unreadable(column, "a value");
        }
        return text;
    }

    int count(String column) {
        return number(column, "a whole number", Integer::parseInt);
    }

    long whole(String column) {
        return number(column, "a whole number", Long::parseLong);
    }

    BigDecimal decimal(String column) {
        return number(column, "a decimal number", BigDecimal::new);
    }

    /** A time in the form that the given function parses. */
    <T> T time(String column, String form, Function<String, T> parse) {
        try {
            return parse.apply(text(column));
        } catch (DateTimeException problem) {
            throw unreadable(column, "a time such as " + form);
        }
    }

    boolean truth(String column) {
        return switch (text(column)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unreadable(column, "true or false");
        };
    }

    UnreadableEventException unreadable(String column, String expected) {
        return place.unreadable(column, expected, text(column), CORRECT_IT);
    }

    private <T> T number(String column, String expected, Function<String, T> parse) {
        try {
            return parse.apply(text(column));
        } catch (NumberFormatException problem) {
            throw unreadable(column, expected);
        }
    }
}
