package io.flywheel.local.notifications;

import io.flywheel.domain.alert.Inhibition;
import io.flywheel.notifier.telling.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the file says.
 *
 * @param pageUrl where the live page is; null if messages have no links
 */
public record Notifications(
        @Nullable String pageUrl, List<ReceiverSpec> receivers, List<Route> routes, List<Inhibition> inhibitions) {}
