package io.flywheel.app.decode;

import java.util.Locale;

/** The words of enums in topics. */
final class Words {

    private Words() {}

    /**
     * The constant of a word.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} for a word that is none.
     */
    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
