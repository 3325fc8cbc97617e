package io.flywheel.notifier.telling;

/**
 * What a message is about.
 *
 * <p><b>Source:</b> docs/reference/notifications.md, "Messages".
 */
public enum Kind {
    FIRING("firing"),
    RESOLVED("resolved"),
    REPEAT("repeat"),
    SUMMARY("summary");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** The word used in tables and payloads. */
    public String word() {
        return word;
    }
}
