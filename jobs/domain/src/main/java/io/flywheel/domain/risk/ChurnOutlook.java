package io.flywheel.domain.risk;

import org.jspecify.annotations.Nullable;

/**
 * A customer's churn risk, and when it changes its level if nothing happens.
 *
 * <p><b>Units:</b> {@code nextCrossingAtMillis} is event time in epoch milliseconds; null for never.
 */
public record ChurnOutlook(
        ChurnRisk risk,
        RiskLevel level,
        RiskLevel levelBefore,
        @Nullable Long nextCrossingAtMillis) {}
