package io.flywheel.app.decode;

import io.flywheel.domain.activity.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * What the texts and numbers of an event must be like.
 *
 * <p><b>Errors:</b> {@link RefusedException} with the reason; the detail names the field and what is expected, and never repeats the value.
 *
 * <p><b>Source:</b> docs/reference/events.md, "Reasons for refusal".
 */
final class Checks {

    static final int LONGEST_CUSTOMER = 128;
    static final int LONGEST_EVENT_ID = 256;
    static final int LONGEST_SOURCE = 128;
    static final int LONGEST_TEXT = 1024;
    static final long GREATEST_AMOUNT = 1_000_000_000_000_000L;
    static final long GREATEST_NUMBER = 1_000_000_000_000L;

    /** What malformed UTF-8 is read as. */
    private static final char REPLACEMENT = '\uFFFD';

    private Checks() {}

    static String customer(String text) throws RefusedException {
        if (text.isBlank()) {
            throw new RefusedException(
                    RejectReason.MISSING_CUSTOMER, "customer_id is empty; every event belongs to a customer");
        }
        return identifier("customer_id", text, LONGEST_CUSTOMER, RejectReason.INVALID_CUSTOMER);
    }

    static String identity(String field, String text, int longest) throws RefusedException {
        if (text.isBlank()) {
            throw new RefusedException(
                    RejectReason.INVALID_IDENTITY,
                    field + " is empty; source and event id are what duplicates are told by");
        }
        return identifier(field, text, longest, RejectReason.INVALID_IDENTITY);
    }

    private static String identifier(String field, String text, int longest, RejectReason reason)
            throws RefusedException {
        if (text.length() > longest) {
            throw new RefusedException(reason, field + " has " + text.length() + " characters, more than " + longest);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == REPLACEMENT || Character.isSurrogate(c) && !isPair(text, i)) {
                throw new RefusedException(
                        reason, field + " holds a control character or no valid text at character " + i);
            }
        }
        return text;
    }

    private static boolean isPair(String text, int place) {
        char c = text.charAt(place);
        return Character.isHighSurrogate(c)
                ? place + 1 < text.length() && Character.isLowSurrogate(text.charAt(place + 1))
                : place > 0 && Character.isHighSurrogate(text.charAt(place - 1));
    }

    static @Nullable String text(String field, @Nullable String text) throws RefusedException {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() > LONGEST_TEXT) {
            throw new RefusedException(
                    RejectReason.INVALID_VALUE,
                    field + " has " + text.length() + " characters, more than " + LONGEST_TEXT);
        }
        if (text.indexOf('\0') >= 0) {
            throw new RefusedException(
                    RejectReason.INVALID_VALUE, field + " holds the character NUL, which no table can keep");
        }
        return text;
    }

    static long within(String field, long value, long least, long most) throws RefusedException {
        if (value < least || value > most) {
            throw new RefusedException(
                    RejectReason.INVALID_VALUE, field + " is " + value + ", outside " + least + " to " + most);
        }
        return value;
    }

    static double finite(String field, double value) throws RefusedException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new RefusedException(RejectReason.INVALID_VALUE, field + " is no finite number");
        }
        return value + 0.0;
    }

    static @Nullable String currency(@Nullable String text, boolean needed) throws RefusedException {
        if (text == null || text.isEmpty()) {
            if (needed) {
                throw new RefusedException(RejectReason.INVALID_VALUE, "an amount is stated without its currency");
            }
            return null;
        }
        if (text.length() != 3 || !text.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new RefusedException(RejectReason.INVALID_VALUE, "currency is not three capital letters (ISO 4217)");
        }
        return text;
    }
}
