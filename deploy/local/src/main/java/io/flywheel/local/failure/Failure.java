package io.flywheel.local.failure;

import org.jspecify.annotations.Nullable;

/**
 * The end of a command that can not do what it was asked: what happened, why, and what to do next, a line each.
 *
 * <p><b>Shape:</b> thrown where the cause is understood, rendered once at the edge of the process.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String what;
    private final String why;
    private final String next;

    public Failure(ErrorCode code, String what, String why, String next) {
        this(code, what, why, next, null);
    }

    public Failure(ErrorCode code, String what, String why, String next, @Nullable Throwable cause) {
        super(what + ": " + why, cause);
        this.code = code;
        this.what = oneLine(what);
        this.why = oneLine(why);
        this.next = oneLine(next);
    }

    public ErrorCode code() {
        return code;
    }

    public String what() {
        return what;
    }

    public String why() {
        return why;
    }

    public String next() {
        return next;
    }

    /** The words of a cause, or its kind where it has none. */
    public static String wordsOf(Throwable cause) {
        String message = cause.getMessage();
        return oneLine(message == null || message.isBlank() ? cause.getClass().getSimpleName() : message);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
