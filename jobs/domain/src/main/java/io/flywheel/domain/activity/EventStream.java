package io.flywheel.domain.activity;

/** The three streams that events arrive on; the word is also the topic. Persisted: append only. */
public enum EventStream {
    CLICKSTREAM("clickstream"),
    DEALS("deals"),
    SUPPORT("support");

    private final String word;

    EventStream(String word) {
        this.word = word;
    }

    /** The word used for the topic, in tables and in files. */
    public String word() {
        return word;
    }
}
