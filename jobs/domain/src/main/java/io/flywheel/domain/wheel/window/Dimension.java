package io.flywheel.domain.wheel.window;

import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Signal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what the windows of the wheel are told apart. Persisted: append only.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Windows".
 */
public enum Dimension {
    ALL("all"),
    PHASE("phase"),
    DEPARTMENT("department"),
    SEGMENT("segment"),
    PLAN("plan"),
    REGION("region"),
    CHANNEL("channel"),
    CAMPAIGN("campaign"),
    CONTENT("content"),
    ACCOUNT("account");

    private static final Map<String, Dimension> BY_WORD = new HashMap<>();

    static {
        for (Dimension dimension : values()) {
            BY_WORD.put(dimension.word, dimension);
        }
    }

    private final String word;

    Dimension(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }

    /** The dimension of a word such as {@code segment}, or null if there is none. */
    public static @Nullable Dimension named(String word) {
        return BY_WORD.get(word);
    }

    /** What a signal states of this dimension, or null if nothing. */
    public @Nullable String valueOf(Signal signal) {
        return switch (this) {
            case ALL -> "all";
            case PHASE -> wordOf(signal.phase());
            case DEPARTMENT -> wordOf(signal.department());
            case SEGMENT -> signal.segment();
            case PLAN -> signal.plan();
            case REGION -> signal.region();
            case CHANNEL -> signal.channel();
            case CAMPAIGN -> signal.campaign();
            case CONTENT -> signal.content();
            case ACCOUNT -> signal.accountId();
        };
    }

    private static @Nullable String wordOf(@Nullable Phase phase) {
        return phase == null ? null : phase.word();
    }

    private static @Nullable String wordOf(@Nullable Department department) {
        return department == null ? null : department.word();
    }
}
