package io.flywheel.domain.signal;

import org.jspecify.annotations.Nullable;

/**
 * What one activity means, as other jobs read it.
 *
 * <p><b>Units:</b> weight in thousandths of a point; time in epoch milliseconds of event time. (source, eventId, signalType, kind) is its identity.
 * An activity without a meaning gives one of kind {@link SignalKind#NOTE}, without weight, class, phase and department.
 */
public record Signal(
        String customerId,
        String signalType,
        Side side,
        SignalKind kind,
        long weightThousandths,
        String halfLifeClass,
        @Nullable Phase phase,
        @Nullable Department department,
        @Nullable String channel,
        @Nullable String campaign,
        @Nullable String content,
        @Nullable String page,
        @Nullable String target,
        @Nullable String accountId,
        @Nullable String region,
        @Nullable String segment,
        @Nullable String plan,
        @Nullable String objectRef,
        String eventId,
        String source,
        long occurredAtMillis,
        int catalogueVersion,
        StatedFacts facts) {}
