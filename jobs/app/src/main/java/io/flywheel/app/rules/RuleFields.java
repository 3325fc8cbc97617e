package io.flywheel.app.rules;

import io.flywheel.app.config.Suggestion;
import io.flywheel.app.config.YamlTree;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** The named values of one rule; a wrong one is noted and read as something harmless, so that the reading goes on. */
final class RuleFields {

    private static final Duration LONGEST = Duration.ofDays(365);

    private final YamlTree map;

    RuleFields(YamlTree map) {
        this.map = map;
    }

    /** Notes names that nobody knows. */
    void mustBeAmong(Set<String> known) {
        map.map().forEach((name, value) -> {
            if (!known.contains(name)) {
                value.problem("this name is unknown" + Suggestion.didYouMean(name, known));
            }
        });
    }

    boolean has(String name) {
        return map.child(name).isPresent() && !map.child(name).isNull();
    }

    /** A text that must be there; empty if it is not. */
    String word(String name) {
        String text = map.child(name).text();
        if (text == null || text.isBlank()) {
            if (!map.child(name).isPresent() || map.child(name).isNull()) {
                map.problem("'" + name + "' is missing");
            }
            return "";
        }
        return text.strip();
    }

    /** A whole number; one that must be there if the usual one is below the least. */
    long whole(String name, long least, long most, long usual) {
        if (!has(name)) {
            if (usual < least) {
                map.problem("'" + name + "' is missing");
            }
            return Math.max(usual, least);
        }
        String text = word(name);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the problem below, which names the value
        }
        map.child(name)
                .problem("a whole number from " + least + " to " + most + " is expected, but here is '" + text + "'");
        return least;
    }

    /** A number, or null if there is none. */
    @Nullable
    Double number(String name) {
        if (!has(name)) {
            return null;
        }
        String text = word(name);
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the problem below, which names the value
        }
        map.child(name).problem("a number is expected, but here is '" + text + "'");
        return null;
    }

    /** A duration in milliseconds; 0 if there is none. */
    long duration(String name) {
        if (!has(name)) {
            return 0;
        }
        String text = word(name);
        try {
            Duration value = TimeUtils.parseDuration(text);
            if (Character.isLetter(text.charAt(text.length() - 1)) && value.compareTo(LONGEST) <= 0) {
                return value.toMillis();
            }
        } catch (IllegalArgumentException e) {
            // falls through to the problem below, which names the value
        }
        map.child(name)
                .problem("a duration of at most 365 d such as 5 min, 1 h or 7 d is expected, but here is '" + text
                        + "'");
        return 0;
    }

    /** Yes or no; no if there is nothing. */
    boolean truth(String name) {
        if (!has(name)) {
            return false;
        }
        String text = word(name);
        if (!text.equals("true") && !text.equals("false")) {
            map.child(name).problem("true or false is expected, but here is '" + text + "'");
        }
        return text.equals("true");
    }

    /** One of the constants of an enum by its word; the first if it is none. */
    <E extends Enum<E>> E oneOf(String name, E[] constants, Function<E, String> word) {
        String text = word(name);
        for (E constant : constants) {
            if (word.apply(constant).equals(text)) {
                return constant;
            }
        }
        if (!text.isEmpty()) {
            List<String> words = Stream.of(constants).map(word).toList();
            map.child(name)
                    .problem("one of " + words + " is expected, but here is '" + text + "'"
                            + Suggestion.didYouMean(text, words));
        }
        return constants[0];
    }
}
