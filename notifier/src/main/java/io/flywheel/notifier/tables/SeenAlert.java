package io.flywheel.notifier.tables;

import java.time.Instant;
import java.util.Map;

/**
 * An alert that is on and that no receiver knows yet.
 *
 * @param labels those of the alert, and severity, scope and account_id
 * @param isShadow whether its rule is only tried
 */
public record SeenAlert(
        String fingerprint,
        long episode,
        String rule,
        String severity,
        Map<String, String> labels,
        Instant firedAt,
        boolean isShadow) {}
