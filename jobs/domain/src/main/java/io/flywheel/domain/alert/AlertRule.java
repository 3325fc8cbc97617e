package io.flywheel.domain.alert;

import io.flywheel.domain.wheel.window.Grain;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is to be alerted, about whom, and where to read what to do.
 *
 * @param name the rule for good: fingerprints are made of it
 * @param grain the windows that a rule of scope window reads; null for others
 * @param isShadow whether it is only tried: its alerts are written, and nobody is told
 * @param runbook path or address of the page that says what to do
 */
public record AlertRule(
        String name,
        Scope scope,
        @Nullable Grain grain,
        Severity severity,
        AlertTerms terms,
        String summary,
        String runbook,
        boolean isShadow,
        Measure measure) {

    public AlertRule {
        if (scope == Scope.WINDOW == (grain == null)) {
            throw new IllegalArgumentException("a rule has a grain if and only if it is about windows: " + name);
        }
    }

    Reading read(FactSheet facts, long atMillis) {
        boolean applies = measure.appliesTo(facts);
        return new Reading(
                atMillis, applies ? measure.value(facts) : Double.NaN, applies ? measure.count(facts) : 0, applies);
    }
}
