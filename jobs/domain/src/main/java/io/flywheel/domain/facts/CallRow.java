package io.flywheel.domain.facts;

import io.flywheel.domain.activity.Activity;
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
        @Nullable Integer transfers) {

    /** The call that an activity is, or null. */
    public static @Nullable CallRow of(Activity activity) {
        return switch (activity.kind()) {
            case CALL_ANSWERED, CALL_MISSED, CALL_ABANDONED, VOICEMAIL, OUTBOUND_CALL ->
                new CallRow(
                        activity.source(),
                        activity.eventId(),
                        activity.kind(),
                        activity.actor(),
                        activity.objectRef(),
                        activity.team(),
                        activity.channel(),
                        activity.campaign(),
                        activity.topic(),
                        activity.occurredAtMillis(),
                        seconds(activity.waitSeconds()),
                        seconds(activity.talkSeconds()),
                        seconds(activity.holdSeconds()),
                        activity.transfers() == Activity.ABSENT ? null : activity.transfers());
            default -> null;
        };
    }

    private static @Nullable Long seconds(long stated) {
        return stated == Activity.ABSENT ? null : stated;
    }
}
