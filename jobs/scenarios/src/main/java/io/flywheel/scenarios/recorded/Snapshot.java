package io.flywheel.scenarios.recorded;

import org.jspecify.annotations.Nullable;

/**
 * A customer at a moment, and whether the bad outcome came afterwards.
 *
 * <p><b>Units:</b> {@code asOfMillis} is event time in epoch milliseconds; what happened at that very moment is known, what happens later is not. {@code bad} is null where nobody knows.
 */
public record Snapshot(
        String customerId, long asOfMillis, @Nullable Boolean bad) {}
