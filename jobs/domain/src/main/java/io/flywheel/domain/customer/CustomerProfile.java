package io.flywheel.domain.customer;

import io.flywheel.domain.signal.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is and when they were seen.
 *
 * <p><b>Units:</b> times are event time in epoch milliseconds; {@code activities} counts distinct accepted events. Account, segment, plan and region are
 * those of the latest event that stated one.
 */
public record CustomerProfile(
        String customerId,
        @Nullable String accountId,
        @Nullable String segment,
        @Nullable String plan,
        @Nullable String region,
        Phase phase,
        long firstSeenAtMillis,
        long lastSeenAtMillis,
        long activities) {}
