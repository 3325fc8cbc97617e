package io.flywheel.notifier.tables;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver is to know of an alert from now on.
 *
 * @param group null if it is never told
 * @param coolDown how long after its last run was told it is not
 */
public record ToldRow(
        SeenAlert alert,
        String receiver,
        @Nullable String group,
        boolean isShadow,
        String standing,
        @Nullable String heldBy,
        Duration coolDown) {

    public static final String OWN = "own";
    public static final String SUMMARY = "summary";
    public static final String STALE = "stale";
    public static final String SUPPRESSED = "suppressed";
    public static final String UNROUTED = "unrouted";
}
