package io.flywheel.domain.alert;

import io.flywheel.domain.quality.Progress;
import org.jspecify.annotations.Nullable;

/** What the alert stops send on, in order: an alert as it is now, one change of it, or how far the stops have come. Exactly one of the three is present. */
public record AlertOutput(
        @Nullable AlertInstance instance,
        @Nullable AlertTransition transition,
        @Nullable Progress progress) {

    public static AlertOutput of(AlertInstance instance) {
        return new AlertOutput(instance, null, null);
    }

    public static AlertOutput of(AlertTransition transition) {
        return new AlertOutput(null, transition, null);
    }

    public static AlertOutput of(Progress progress) {
        return new AlertOutput(null, null, progress);
    }
}
