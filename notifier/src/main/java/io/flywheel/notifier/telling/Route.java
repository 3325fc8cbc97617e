package io.flywheel.notifier.telling;

import io.flywheel.domain.alert.Matcher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which alerts a receiver is told of, and how they are grouped. All matchers must match; without one all alerts are told. */
public record Route(String receiver, List<Matcher> matchers, List<String> groupBy, Timing timing, Budget budget) {

    /** The group of what is told in summaries. */
    public static final String SUMMARY_GROUP = "*";

    private static final String ONE_GROUP = "all";

    public Route {
        matchers = List.copyOf(matchers);
        groupBy = List.copyOf(groupBy);
    }

    public boolean leads(Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** What alerts of one group have in common, in words. */
    public String groupOf(Map<String, String> labels) {
        Map<String, String> common = new TreeMap<>();
        groupBy.forEach(label -> common.put(label, labels.getOrDefault(label, "")));
        StringBuilder key = new StringBuilder();
        common.forEach((label, value) -> key.append(key.isEmpty() ? "" : ",")
                .append(label)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
        return key.isEmpty() ? ONE_GROUP : key.toString();
    }
}
