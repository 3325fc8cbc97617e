package io.flywheel.notifier;

import io.flywheel.domain.alert.Inhibition;
import io.flywheel.notifier.telling.Freshness;
import io.flywheel.notifier.telling.Mode;
import io.flywheel.notifier.telling.Routing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the notifier tells of what.
 *
 * @param pageUrl where the live page is, for links to customers; null if messages have none
 */
public record NotifierSettings(
        Mode mode,
        Freshness freshness,
        Routing routing,
        List<Inhibition> inhibitions,
        @Nullable String pageUrl) {

    public NotifierSettings {
        inhibitions = List.copyOf(inhibitions);
    }
}
