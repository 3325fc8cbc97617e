package io.flywheel.app.catalogue;

import io.flywheel.app.config.Suggestion;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.activity.ActivityKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The named values of one map of the catalogue; a wrong one is noted and read as something harmless, so that the reading goes on.
 */
final class Fields {

    private final YamlTree map;

    /** Values of a map, of which only these names are known. */
    Fields(YamlTree map, Set<String> known) {
        this.map = map;
        for (Map.Entry<String, YamlTree> entry : map.map().entrySet()) {
            if (!known.contains(entry.getKey())) {
                entry.getValue().problem("this name is unknown" + Suggestion.didYouMean(entry.getKey(), known));
            }
        }
    }

    /** A word that must be there; empty if it is not. */
    String word(String name) {
        String text = map.child(name).text();
        if (text == null || text.isBlank()) {
            map.problem("'" + name + "' is missing");
            return "";
        }
        return text;
    }

    long whole(String name, long least, long most) {
        String text = word(name);
        if (text.isEmpty()) {
            return least;
        }
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

    double number(String name, double least, double most) {
        String text = word(name);
        if (text.isEmpty()) {
            return least;
        }
        return number(map.child(name), text, least, most);
    }

    static double number(YamlTree value, String text, double least, double most) {
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the problem below, which names the value
        }
        value.problem("a number from " + least + " to " + most + " is expected, but here is '" + text + "'");
        return least;
    }

    /** One of the constants of an enum by its word. */
    <E extends Enum<E>> E oneOf(String name, E[] constants, Function<E, String> word) {
        String text = word(name);
        for (E constant : constants) {
            if (word.apply(constant).equals(text)) {
                return constant;
            }
        }
        if (!text.isEmpty()) {
            List<String> words = Arrays.stream(constants).map(word).toList();
            map.child(name)
                    .problem("one of " + words + " is expected, but here is '" + text + "'"
                            + Suggestion.didYouMean(text, words));
        }
        return constants[0];
    }

    /** Kinds of activity by their qualified names. */
    static Set<ActivityKind> kinds(YamlTree list) {
        Set<ActivityKind> kinds = EnumSet.noneOf(ActivityKind.class);
        for (YamlTree entry : list.oneOrMore()) {
            String text = entry.text();
            ActivityKind kind = text == null ? null : ActivityKind.named(text);
            if (kind != null) {
                kinds.add(kind);
            } else {
                List<String> known = Arrays.stream(ActivityKind.values())
                        .map(ActivityKind::qualifiedName)
                        .toList();
                entry.problem("'" + text + "' is no kind of event" + Suggestion.didYouMean(String.valueOf(text), known)
                        + " (the kinds are in docs/reference/events.md)");
            }
        }
        return kinds;
    }

    /** Points as thousandths. */
    static long thousandths(double points) {
        return Math.round(points * 1000);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
