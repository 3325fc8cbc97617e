package io.flywheel.scenarios.recorded;

/**
 * Says that a recorded file holds something that cannot be read as an event: which file, line and field, what was expected, what was
 * found, and what to do. Nothing of the file has been sent when it is thrown.
 *
 * <p><b>Units:</b> {@code line} counts from 1 and includes the header; 0 means the file as a whole.
 */
public final class UnreadableEventException extends RuntimeException {

    private final String file;
    private final long line;
    private final String field;

    UnreadableEventException(String file, long line, String field, String message, Throwable cause) {
        this(file, line, field, message);
        initCause(cause);
    }

    UnreadableEventException(String file, long line, String field, String message) {
        super(message);
        this.file = file;
        this.line = line;
        this.field = field;
    }

    /** The file that was read. */
    public String file() {
        return file;
    }

    /** The line it happened at, counted from 1 with the header; 0 if it concerns the whole file. */
    public long line() {
        return line;
    }

    /** The field or column concerned; empty if it concerns the whole line. */
    public String field() {
        return field;
    }
}
