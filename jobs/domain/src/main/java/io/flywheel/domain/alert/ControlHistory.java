package io.flywheel.domain.alert;

import io.flywheel.domain.wheel.window.Grain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about alerts, and from when on: rules in their versions, and acknowledgements.
 *
 * <p>A moment is judged by the rules that were in force then, the highest version that had begun and not ended; so a replay finds what was found when it happened.
 *
 * <p><b>Shape:</b> mutable, grows only; one instance a subtask.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/control.md.
 */
public final class ControlHistory {

    private final List<Version> versions = new ArrayList<>();
    private final Map<String, Acknowledgement> acknowledgements = new HashMap<>();

    private record Version(RuleBook rules, long fromMillis, long untilMillis) {
        boolean holdsAt(long atMillis) {
            return atMillis >= fromMillis && atMillis < untilMillis;
        }
    }

    /** Begins with the rules that the job was started with, which hold until another version does. */
    public ControlHistory(RuleBook first) {
        versions.add(new Version(first, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** Takes in a version of the rules; one that is known changes nothing. */
    public void add(RuleBook rules, long fromMillis, @Nullable Long untilMillis) {
        if (versions.stream().noneMatch(version -> version.rules().version() == rules.version())) {
            versions.add(new Version(rules, fromMillis, untilMillis == null ? Long.MAX_VALUE : untilMillis));
            versions.sort(
                    Comparator.comparingInt((Version version) -> version.rules().version())
                            .reversed());
        }
    }

    /** Takes in an acknowledgement; the first of a run counts. */
    public void add(Acknowledgement acknowledgement) {
        acknowledgements.putIfAbsent(acknowledgement.id(), acknowledgement);
    }

    /** The rules in force at a moment. */
    public RuleBook rulesAt(long atMillis) {
        for (Version version : versions) {
            if (version.holdsAt(atMillis)) {
                return version.rules();
            }
        }
        throw new IllegalStateException("the first rules hold for all time");
    }

    /** Grains that rules of any time read. */
    public Set<Grain> grains() {
        Set<Grain> grains = EnumSet.noneOf(Grain.class);
        versions.forEach(version -> grains.addAll(version.rules().grains()));
        return grains;
    }

    /** Tells the alert of a rule and subject that somebody takes care of it, if somebody did by a moment. */
    void acknowledge(AlertSubject subject, String rule, AlertCourse course, long atMillis, Consumer<AlertStep> told) {
        if (acknowledgements.isEmpty() || !course.status().isOn() || course.acknowledgedBy() != null) {
            return;
        }
        Acknowledgement its = acknowledgements.get(subject.fingerprint(rule) + "/" + course.episode());
        if (its != null && its.atMillis() <= atMillis) {
            course.acknowledge(its.who(), its.atMillis(), told);
        }
    }
}
