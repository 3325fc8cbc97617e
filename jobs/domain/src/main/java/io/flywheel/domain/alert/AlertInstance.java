package io.flywheel.domain.alert;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of an alert as it is now.
 *
 * <p><b>Units:</b> times are event time in epoch milliseconds, null if that did not happen; value and thresholds in the unit of the rule.
 *
 * @param unit what value and thresholds are numbers of; null if that is not known
 * @param acknowledgedBy who takes care of it; null if nobody said so
 * @param isShadow whether its rule is only tried
 * @param evidence ids of at most three events that weighed most when the run began
 */
public record AlertInstance(
        String fingerprint,
        long episode,
        String rule,
        int ruleVersion,
        Severity severity,
        Scope scope,
        AlertStatus status,
        Map<String, String> labels,
        @Nullable String accountId,
        String summary,
        String runbook,
        double value,
        boolean isAbove,
        double firesAt,
        double recoversAt,
        @Nullable Unit unit,
        boolean noData,
        @Nullable Long pendingSinceMillis,
        @Nullable Long firedAtMillis,
        @Nullable Long recoveringSinceMillis,
        @Nullable Long resolvedAtMillis,
        @Nullable String acknowledgedBy,
        @Nullable Long acknowledgedAtMillis,
        boolean isShadow,
        long changedAtMillis,
        List<String> evidence) {}
