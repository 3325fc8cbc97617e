package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.ActivityKind;
import org.jspecify.annotations.Nullable;

/** How a deal ended. Persisted by name: append only, rename none. */
public enum DealOutcome {
    WON("won"),
    LOST("lost"),
    DISQUALIFIED("disqualified");

    private final String word;

    DealOutcome(String word) {
        this.word = word;
    }

    /** The word used in tables, topics and files. */
    public String word() {
        return word;
    }

    /** What an activity of this kind ends a deal as, or null if it does not; a cancelled deal is a lost one. */
    static @Nullable DealOutcome of(ActivityKind kind) {
        return switch (kind) {
            case WON, ORDER_COMPLETED -> WON;
            case LOST, CANCELLED -> LOST;
            case DISQUALIFIED -> DISQUALIFIED;
            default -> null;
        };
    }
}
