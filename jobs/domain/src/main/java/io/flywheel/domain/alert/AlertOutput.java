package io.flywheel.domain.alert;

import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.quality.Progress;
import org.jspecify.annotations.Nullable;

/** What the alert stops send on, in order: an alert as it is now, one change of it, how far the stops have come, or that a customer was forgotten. Exactly one of the four is present. */
public record AlertOutput(
        @Nullable AlertInstance instance,
        @Nullable AlertTransition transition,
        @Nullable Progress progress,
        @Nullable ErasureStep erasure) {

    public static AlertOutput of(AlertInstance instance) {
        return new AlertOutput(instance, null, null, null);
    }

    public static AlertOutput of(AlertTransition transition) {
        return new AlertOutput(null, transition, null, null);
    }

    public static AlertOutput of(Progress progress) {
        return new AlertOutput(null, null, progress, null);
    }

    public static AlertOutput of(ErasureStep erasure) {
        return new AlertOutput(null, null, null, erasure);
    }
}
