package io.flywheel.scenarios.recorded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where in a recorded file one is reading, so that an error can say it.
 *
 * <p><b>Units:</b> {@code line} counts from 1 and includes the header; 0 means the file as a whole.
 */
record Place(Path file, long line) {

    private static final int SHOWN_CHARACTERS = 80;

    /** An error about one field of this line. */
    UnreadableEventException unreadable(String field, String expected, @Nullable String found, String remedy) {
        String shown = found == null ? "nothing" : '"' + shorten(found) + '"';
        String where = field.isEmpty() ? where() : where() + ", field " + field;
        return new UnreadableEventException(
                file.toString(), line, field, where + ": expected " + expected + ", found " + shown + "; " + remedy);
    }

    /** An error about the line or the file as a whole, with its cause. */
    UnreadableEventException unreadable(String problem, String remedy, Throwable cause) {
        return new UnreadableEventException(file.toString(), line, "", where() + ": " + problem + "; " + remedy, cause);
    }

    private String where() {
        return line == 0 ? file.toString() : file + " line " + line;
    }

    static String shorten(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
