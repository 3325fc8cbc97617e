package io.flywheel.domain.alert;

import java.util.List;
import java.util.Map;

/**
 * While some alerts are on, others with the same cause need not be told.
 *
 * <p><b>Shape:</b> {@code equal} names the labels that both must have alike; labels that both lack are alike. No alert inhibits itself, nor one that matches the causes, too, or two would hide each other.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Silence and inhibition".
 */
public record Inhibition(String name, List<Matcher> causes, List<Matcher> effects, List<String> equal) {

    public Inhibition {
        causes = List.copyOf(causes);
        effects = List.copyOf(effects);
        equal = List.copyOf(equal);
        if (causes.isEmpty() || effects.isEmpty()) {
            throw new IllegalArgumentException(
                    "an inhibition needs a matcher for its cause and one for its effect: " + name);
        }
    }

    /** Whether an alert that is on makes it needless to tell of another. */
    public boolean hides(Map<String, String> cause, Map<String, String> effect) {
        return all(causes, cause)
                && all(effects, effect)
                && !all(causes, effect)
                && equal.stream()
                        .allMatch(label -> cause.getOrDefault(label, "").equals(effect.getOrDefault(label, "")));
    }

    private static boolean all(List<Matcher> matchers, Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
