package io.flywheel.domain.alert;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.window.Grain;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What of a rule is told with its alerts; kept while one is open, so that its end can be told when the rule is gone. */
record ToldRule(
        Scope scope,
        Severity severity,
        @Nullable Grain grain,
        Threshold threshold,
        String summary,
        String runbook,
        boolean isShadow,
        @Nullable Unit unit) {

    static ToldRule of(AlertRule rule) {
        return new ToldRule(
                rule.scope(),
                rule.severity(),
                rule.grain(),
                rule.terms().threshold(),
                rule.summary(),
                rule.runbook(),
                rule.isShadow(),
                rule.unit());
    }

    void write(StateWriter out) {
        out.putText(scope.word());
        out.putText(severity.word());
        out.putText(grain == null ? null : grain.word());
        out.putByte(threshold.isAbove() ? 1 : 0);
        out.putDouble(threshold.firesAt());
        out.putDouble(threshold.recoversAt());
        out.putText(summary);
        out.putText(runbook);
        out.putByte(isShadow ? 1 : 0);
        out.putText(unit == null ? null : unit.word());
    }

    static ToldRule read(StateReader in, int version) {
        String scope = in.getPresentText();
        String severity = in.getPresentText();
        String grain = in.getText();
        return new ToldRule(
                one(Scope.values(), its -> its.word().equals(scope), scope),
                one(Severity.values(), its -> its.word().equals(severity), severity),
                grain == null ? null : one(Grain.values(), its -> its.word().equals(grain), grain),
                new Threshold(in.getByte() == 1, in.getDouble(), in.getDouble()),
                in.getPresentText(),
                in.getPresentText(),
                version > 1 && in.getByte() == 1,
                version > 3 ? unit(in.getText()) : null);
    }

    private static @Nullable Unit unit(@Nullable String word) {
        return word == null ? null : one(Unit.values(), its -> its.word().equals(word), word);
    }

    private static <T> T one(T[] constants, Predicate<T> which, String word) {
        return Arrays.stream(constants)
                .filter(which)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "an alert's rule says '" + word
                                        + "', which this release does not know; restore with the release that wrote it, or a later one"));
    }
}
