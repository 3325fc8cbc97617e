package io.flywheel.app.config;

/**
 * One thing that is wrong with a file or a setting.
 *
 * <p><b>Shape:</b> where (file, line and column, or the option that set it), what, and what to do, in one line.
 */
public record Problem(String where, String key, String message) {

    @Override
    public String toString() {
        return where + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
