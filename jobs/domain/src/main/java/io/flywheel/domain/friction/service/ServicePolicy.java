package io.flywheel.domain.friction.service;

import io.flywheel.domain.activity.Priority;
import java.util.Map;

/**
 * What a company promises to those who ask for help, by the priority of the ticket. A priority without targets has no promise to break.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md, "Targets".
 */
public record ServicePolicy(String name, Map<Priority, ServiceTargets> targets) {

    /** Response within 1, 4, 8 and 24 hours of business time, resolution within 8, 24, 72 and 120, from urgent to low. */
    public static final ServicePolicy DEFAULT = new ServicePolicy(
            "default",
            Map.of(
                    Priority.URGENT, ServiceTargets.ofHours(1, 8),
                    Priority.HIGH, ServiceTargets.ofHours(4, 24),
                    Priority.NORMAL, ServiceTargets.ofHours(8, 72),
                    Priority.LOW, ServiceTargets.ofHours(24, 120)));

    /** Nothing is promised, so no timer is set: for sources that do not tell replies, or state themselves what was missed. */
    public static final ServicePolicy NONE = new ServicePolicy("none", Map.of());

    public ServicePolicy {
        targets = Map.copyOf(targets);
    }

    ServiceTargets of(Priority priority) {
        return targets.getOrDefault(priority, ServiceTargets.NONE);
    }
}
