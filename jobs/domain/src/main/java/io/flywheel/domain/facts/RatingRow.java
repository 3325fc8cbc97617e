package io.flywheel.domain.facts;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a customer to a survey: a row of {@code support_rating}.
 *
 * <p><b>Shape:</b> {@code kind} is {@code csat_rated}, {@code nps_rated} or {@code ces_rated}.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; score on the scale of its kind: 1 to 5, 0 to 10, 1 to 7.
 */
public record RatingRow(
        String source,
        String eventId,
        ActivityKind kind,
        double score,
        @Nullable String ticketId,
        @Nullable String team,
        @Nullable String channel,
        long occurredAtMillis) {

    /** The answer that an activity is, or null; one without a score says nothing. */
    public static @Nullable RatingRow of(Activity activity) {
        boolean isRating = switch (activity.kind()) {
            case CSAT_RATED, NPS_RATED, CES_RATED -> !Double.isNaN(activity.score());
            default -> false;
        };
        return isRating
                ? new RatingRow(
                        activity.source(),
                        activity.eventId(),
                        activity.kind(),
                        activity.score(),
                        activity.objectRef(),
                        activity.team(),
                        activity.channel(),
                        activity.occurredAtMillis())
                : null;
    }
}
