package io.flywheel.domain.alert;

import org.jspecify.annotations.Nullable;

/** What the alert stops send on, in order: an alert as it is now, or one change of it. Exactly one of the two is present. */
public record AlertOutput(
        @Nullable AlertInstance instance, @Nullable AlertTransition transition) {

    public static AlertOutput of(AlertInstance instance) {
        return new AlertOutput(instance, null);
    }

    public static AlertOutput of(AlertTransition transition) {
        return new AlertOutput(null, transition);
    }
}
