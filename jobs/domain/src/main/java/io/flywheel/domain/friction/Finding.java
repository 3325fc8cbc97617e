package io.flywheel.domain.friction;

import io.flywheel.domain.activity.ActivityKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Friction that was found in what a customer did rather than stated by an event.
 *
 * <p><b>Shape:</b> {@code eventId} follows from the events behind it alone and is unique among findings, so that the same friction found twice is told as one; {@code evidence} holds the ids of the
 * earliest events behind it, at most {@link #MOST_EVIDENCE}; {@code count} is how many equal things the finding stands for, such as the clicks of a chain, and otherwise one.
 *
 * <p><b>Units:</b> {@code occurredAtMillis} is the moment of event time at which it became true, epoch milliseconds.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for more evidence than is kept.
 */
public record Finding(
        ActivityKind kind,
        String source,
        String eventId,
        long occurredAtMillis,
        @Nullable String objectRef,
        @Nullable String page,
        @Nullable String target,
        @Nullable String channel,
        int count,
        List<String> evidence) {

    /** The most events that a finding names as its evidence. */
    public static final int MOST_EVIDENCE = 3;

    public Finding {
        evidence = List.copyOf(evidence);
        if (evidence.size() > MOST_EVIDENCE) {
            throw new IllegalArgumentException("finding " + eventId + " names " + evidence.size()
                    + " events as evidence; name the earliest " + MOST_EVIDENCE);
        }
    }
}
