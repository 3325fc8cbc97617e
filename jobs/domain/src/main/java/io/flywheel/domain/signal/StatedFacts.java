package io.flywheel.domain.signal;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What the activity behind a signal states itself, for those who need more than its meaning.
 *
 * <p><b>Units:</b> amount in minor units of the currency, {@link Activity#ABSENT} if none is stated; score as given, NaN if none; count is how often it happened.
 */
public record StatedFacts(
        ActivityKind kind,
        Actor actor,
        long amountMinor,
        @Nullable String currency,
        double score,
        int count,
        @Nullable String pipeline,
        @Nullable String stage,
        @Nullable String owner) {

    public static StatedFacts of(Activity activity) {
        return new StatedFacts(
                activity.kind(),
                activity.actor(),
                activity.amountMinor(),
                activity.currency(),
                activity.score(),
                activity.count(),
                activity.pipeline(),
                activity.stage(),
                activity.owner());
    }
}
