package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.Activity;
import org.jspecify.annotations.Nullable;

/**
 * One deal as it stands: a row of {@code deal_course} without the customer.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; minor units of the currency, {@link Activity#ABSENT} if never stated; null for what was never stated or has not happened.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Deals".
 */
public record DealRow(
        String dealId,
        @Nullable String pipeline,
        @Nullable String stage,
        @Nullable String owner,
        @Nullable String currency,
        long amountMinor,
        long createdAtMillis,
        @Nullable Long qualifiedAtMillis,
        @Nullable Long closedAtMillis,
        @Nullable DealOutcome outcome,
        long lastActivityAtMillis) {}
