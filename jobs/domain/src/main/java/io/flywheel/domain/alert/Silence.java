package io.flywheel.domain.alert;

import java.util.List;
import java.util.Map;

/**
 * A time in which nobody is told of some alerts.
 *
 * <p><b>Shape:</b> all matchers must match; the start is inclusive, the end exclusive.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} without a matcher, which would silence everything, and if it ends before it starts.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Silence and inhibition".
 */
public record Silence(String id, List<Matcher> matchers, long startsAtMillis, long endsAtMillis) {

    public Silence {
        matchers = List.copyOf(matchers);
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("a silence needs a matcher at least: " + id);
        }
        if (endsAtMillis <= startsAtMillis) {
            throw new IllegalArgumentException("a silence must end after it starts: " + id);
        }
    }

    public boolean covers(Map<String, String> labels, long atMillis) {
        return atMillis >= startsAtMillis
                && atMillis < endsAtMillis
                && matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
