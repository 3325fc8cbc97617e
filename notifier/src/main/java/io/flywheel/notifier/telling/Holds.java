package io.flywheel.notifier.telling;

import io.flywheel.domain.alert.Inhibition;
import io.flywheel.domain.alert.Silence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What keeps alerts from being told at one moment: silences in force, and inhibitions whose causes are on.
 *
 * <p><b>Shape:</b> equal if they hold the same alerts, so that a change is seen.
 *
 * @param causes labels of the alerts that are on and may be causes
 */
public record Holds(List<Silence> silences, List<Inhibition> inhibitions, List<Map<String, String>> causes) {

    public static final Holds NONE = new Holds(List.of(), List.of(), List.of());

    /** Of all silences those that are in force, of all causes those that some inhibition knows. */
    public static Holds at(
            long nowMillis, List<Silence> silences, List<Inhibition> inhibitions, List<Map<String, String>> on) {
        return new Holds(
                silences.stream()
                        .filter(silence -> nowMillis >= silence.startsAtMillis() && nowMillis < silence.endsAtMillis())
                        .toList(),
                inhibitions,
                on.stream()
                        .filter(labels -> inhibitions.stream()
                                .anyMatch(inhibition ->
                                        inhibition.causes().stream().allMatch(matcher -> matcher.matches(labels))))
                        .toList());
    }

    /** Why an alert is not told; null if it may be. */
    public @Nullable String heldBy(Map<String, String> labels) {
        for (Silence silence : silences) {
            if (silence.covers(labels, silence.startsAtMillis())) {
                return "silence " + silence.id();
            }
        }
        for (Inhibition inhibition : inhibitions) {
            if (causes.stream().anyMatch(cause -> inhibition.hides(cause, labels))) {
                return "inhibition " + inhibition.name();
            }
        }
        return null;
    }
}
