package io.flywheel.app.postgres;

import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON value piece by piece, with the commas where they belong.
 *
 * <p><b>Shape:</b> mutable. Numbers are written so that reading them gives the same double. What JSON cannot hold (NaN, infinity) is written as it is
 * and refused by PostgreSQL.
 */
final class JsonText {

    private static final int EXPECTED_LENGTH = 256;
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder text = new StringBuilder(EXPECTED_LENGTH);
    private boolean first = true;

    JsonText openObject() {
        return open('{');
    }

    JsonText closeObject() {
        return close('}');
    }

    JsonText openArray() {
        return open('[');
    }

    JsonText closeArray() {
        return close(']');
    }

    JsonText name(String name) {
        separate();
        quote(name);
        text.append(':');
        first = true;
        return this;
    }

    JsonText value(String value) {
        separate();
        quote(value);
        return this;
    }

    JsonText value(double value) {
        separate();
        text.append(value);
        return this;
    }

    JsonText value(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** JSON that is already text. */
    JsonText raw(@Nullable String json) {
        separate();
        text.append(json == null ? "null" : json);
        return this;
    }

    CharSequence text() {
        return text;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private JsonText open(char bracket) {
        separate();
        text.append(bracket);
        first = true;
        return this;
    }

    private JsonText close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
