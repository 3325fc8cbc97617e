package io.flywheel.domain.signal;

import io.flywheel.domain.activity.ActivityKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue may change when it follows another one while the jobs run: weights, what has a signal and under what conditions, and new signals.
 *
 * <p>The rest is how numbers are read that are kept already, whichever version they were made by: a change of that would alter the past, or mix sums that can not be mixed.
 *
 * <p><b>Source:</b> docs/decisions/0024-settings-in-versions.md.
 */
public final class CatalogueSuccession {

    private static final String OTHERWISE =
            "; take the change back, or change the file, start without state and replay the topics";

    private CatalogueSuccession() {}

    /**
     * Why a catalogue can not follow another one, with the field and the next step; null if it can.
     *
     * @param attributes what intake keeps of events
     */
    public static @Nullable String problem(SignalCatalogue before, SignalCatalogue next, Set<String> attributes) {
        if (!before.classes().equals(next.classes())) {
            return "'classes' differ from version " + before.version()
                    + ": half-lives and saturations are part of sums that are kept" + OTHERWISE;
        }
        if (!before.sameRevenue(next)) {
            return "'revenue' differs from version " + before.version()
                    + ": what money counts is part of what was summed up and of every reading" + OTHERWISE;
        }
        Set<String> unknown = new TreeSet<>(next.attributes());
        unknown.removeAll(attributes);
        if (!unknown.isEmpty()) {
            return "conditions look at attributes " + unknown
                    + " that intake does not keep; use others, or add them to the file and start the job again";
        }
        for (SignalRule signal : before.signals()) {
            String problem = problem(signal, before, next);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String problem(SignalRule signal, SignalCatalogue before, SignalCatalogue next) {
        SignalRule same = next.signalOf(signal.id());
        String called = "signal '" + signal.name() + "' (id " + signal.id() + ")";
        if (same == null) {
            return called
                    + " is missing, though it may have been counted; keep it, with weight 0 if it is to count no more";
        }
        if (!SignalCatalogue.sameSignal(signal, same)) {
            return called + " differs from version " + before.version()
                    + " in name, side, class, phase, department or standing friction; take that back, or give the changed signal a new id and name and keep the old one";
        }
        if (signal.standing() != null && !kinds(signal, before).equals(kinds(same, next))) {
            return called + " is standing friction and has another 'on' than in version " + before.version()
                    + "; take that back, or give the changed signal a new id and name and keep the old one";
        }
        return null;
    }

    private static Set<ActivityKind> kinds(SignalRule signal, SignalCatalogue catalogue) {
        Set<ActivityKind> kinds = EnumSet.noneOf(ActivityKind.class);
        for (SignalRule rule : catalogue.rules()) {
            if (rule.id() == signal.id()) {
                kinds.add(rule.on());
            }
        }
        return kinds;
    }
}
