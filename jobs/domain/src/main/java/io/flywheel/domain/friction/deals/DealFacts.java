package io.flywheel.domain.friction.deals;

import org.jspecify.annotations.Nullable;

/**
 * What the findings of one deal rest on, as it stands: a row of {@code deal_friction} without the customer.
 *
 * <p><b>Shape:</b> {@code pushCount} is how often its expected day moved into a later period while it was open, {@code daysSlipped} by how many days in all.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; null while the deal is not stalled.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md, "The facts of a deal".
 */
public record DealFacts(
        String dealId,
        int pushCount,
        long daysSlipped,
        @Nullable Long stalledSinceMillis) {}
