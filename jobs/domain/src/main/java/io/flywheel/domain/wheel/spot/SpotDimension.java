package io.flywheel.domain.wheel.spot;

import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.window.Dimension;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what places that may rub are told apart. Persisted: append only.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Hotspots".
 */
public enum SpotDimension {
    ALL(Dimension.ALL, true),
    PAGE(null, false),
    DEPARTMENT(Dimension.DEPARTMENT, false),
    PHASE(Dimension.PHASE, false),
    SEGMENT(Dimension.SEGMENT, true),
    CAMPAIGN(Dimension.CAMPAIGN, true),
    CHANNEL(Dimension.CHANNEL, true);

    private static final Map<String, SpotDimension> BY_WORD = new HashMap<>();

    static {
        for (SpotDimension dimension : values()) {
            BY_WORD.put(dimension.word(), dimension);
        }
    }

    private final @Nullable Dimension ofWindows;
    private final boolean sessionsKnown;

    SpotDimension(@Nullable Dimension ofWindows, boolean sessionsKnown) {
        this.ofWindows = ofWindows;
        this.sessionsKnown = sessionsKnown;
    }

    /** The word used in tables. */
    public String word() {
        return ofWindows == null ? "page" : ofWindows.word();
    }

    /** The dimension of a word such as {@code page}, or null if there is none. */
    public static @Nullable SpotDimension named(String word) {
        return BY_WORD.get(word);
    }

    /** What a signal states of this dimension, or null if nothing. */
    public @Nullable String valueOf(Signal signal) {
        return ofWindows == null ? signal.page() : ofWindows.valueOf(signal);
    }

    /** Whether the value that the start of a session states holds for the whole session: of a page, a phase or a department it says only where the session began. */
    public boolean sessionsKnown() {
        return sessionsKnown;
    }
}
