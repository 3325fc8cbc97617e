package io.flywheel.domain.facts;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import org.jspecify.annotations.Nullable;

/**
 * One call with a customer: a row of {@code support_call}.
 *
 * <p><b>Shape:</b> {@code kind} is {@code call_answered}, {@code call_missed}, {@code call_abandoned}, {@code voicemail} or {@code outbound_call}.
 *
 * <p><b>Units:</b> event time in epoch milliseconds, durations in seconds; null for what the event does not state.
 */
public record CallRow(
        String source,
        String eventId,
        ActivityKind kind,
        Actor actor,
        @Nullable String callId,
        @Nullable String team,
        @Nullable String channel,
        @Nullable String campaign,
        @Nullable String topic,
        long occurredAtMillis,
        @Nullable Long waitSeconds,
        @Nullable Long talkSeconds,
        @Nullable Long holdSeconds,
        @Nullable Integer transfers) {}
