package io.flywheel.domain.alert;

import io.flywheel.domain.wheel.window.Grain;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is to be alerted, about whom, and where to read what to do.
 *
 * @param name the rule for good: fingerprints are made of it
 * @param grain the windows that a rule of scope window reads; null for others
 * @param unit what value and thresholds are numbers of; null if the rule does not say and it does not follow from the value
 * @param isShadow whether it is only tried: its alerts are written, and nobody is told
 * @param change what the thresholds are compared with instead of the value itself; null for the value
 * @param runbook path or address of the page that says what to do
 */
public record AlertRule(
        String name,
        Scope scope,
        @Nullable Grain grain,
        Severity severity,
        AlertTerms terms,
        @Nullable Unit unit,
        String summary,
        String runbook,
        boolean isShadow,
        Measure measure,
        @Nullable ValueChange change) {

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

    /** The same, compared with the past if the rule asks for a change; the trail is kept for as long as the rule applies. */
    Reading read(FactSheet facts, long atMillis, ValueTrail trail) {
        Reading now = read(facts, atMillis);
        if (change == null || !now.applies()) {
            trail.end();
            return now;
        }
        trail.begin(change, atMillis);
        return now.since(trail.at(atMillis - change.overMillis()));
    }

    /** Lets the trail come to a moment, by what the facts became until then. */
    void follow(ValueTrail trail, long untilMillis, LongFunction<FactSheet> factsAt) {
        if (change != null) {
            trail.extend(change, untilMillis, atMillis -> measure.value(factsAt.apply(atMillis)));
        }
    }
}
