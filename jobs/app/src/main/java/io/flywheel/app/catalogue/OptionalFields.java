package io.flywheel.app.catalogue;

import io.flywheel.app.config.Suggestion;
import io.flywheel.app.config.YamlTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.flink.util.TimeUtils;

/**
 * The named values of a map of which any may be left out: what is not given keeps what it was, and so does what is given wrongly and noted.
 *
 * <p><b>Units:</b> durations are written with their unit and read as milliseconds.
 */
final class OptionalFields {

    /** Longer than anything that is waited for. */
    static final long LONGEST_MILLIS = Duration.ofDays(3650).toMillis();

    /** What switches something off that is otherwise named. */
    static final String NONE = "none";

    private final YamlTree map;
    private final int problemsBefore;

    OptionalFields(YamlTree map, Set<String> known) {
        this.map = map;
        this.problemsBefore = map.problemCount();
        for (Map.Entry<String, YamlTree> entry : map.map().entrySet()) {
            if (!known.contains(entry.getKey())) {
                entry.getValue()
                        .problem("this name is unknown" + Suggestion.didYouMean(entry.getKey(), known)
                                + "; known here are " + known.stream().sorted().toList());
            }
        }
    }

    YamlTree child(String name) {
        return map.child(name);
    }

    long duration(String name, long kept) {
        return duration(name, kept, LONGEST_MILLIS, "");
    }

    /** A duration that has a limit; {@code because} tells in the error where the limit comes from. */
    long duration(String name, long kept, long most, String because) {
        YamlTree value = map.child(name);
        return value.isPresent() ? duration(value, kept, most, because) : kept;
    }

    static long duration(YamlTree value, long kept, long most, String because) {
        String text = given(value, "a duration such as '90 min'");
        if (text.isEmpty()) {
            return kept;
        }
        try {
            Duration duration = TimeUtils.parseDuration(text);
            boolean hasUnit = duration.isZero() || !text.strip().matches("\\d+");
            if (hasUnit && duration.equals(Duration.ofMillis(duration.toMillis())) && duration.toMillis() <= most) {
                return duration.toMillis();
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // falls through to the problem below, which names the value
        }
        value.problem("a duration from 0 to " + TimeUtils.formatWithHighestUnit(Duration.ofMillis(most))
                + " with its unit (ms, s, min, h, d) is expected, but here is '" + text + "'" + because);
        return kept;
    }

    int whole(String name, int kept) {
        YamlTree value = map.child(name);
        if (!value.isPresent()) {
            return kept;
        }
        String text = given(value, "a whole number");
        if (text.matches("\\d{1,9}")) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            value.problem("a whole number from 0 to 999999999 is expected, but here is '" + text + "'");
        }
        return kept;
    }

    double number(String name, double kept, double most) {
        YamlTree value = map.child(name);
        String text = value.isPresent() ? given(value, "a number") : "";
        return text.isEmpty() ? kept : Fields.number(value, text, 0, most);
    }

    boolean flag(String name, boolean kept) {
        YamlTree value = map.child(name);
        String text = value.isPresent() ? given(value, "true or false") : "";
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            value.problem("true or false is expected, but here is '" + text + "'");
        }
        return text.isEmpty() ? kept : text.equals("true");
    }

    String word(String name, String kept) {
        YamlTree value = map.child(name);
        String text = value.isPresent() ? given(value, "a word") : "";
        return text.isEmpty() ? kept : text;
    }

    List<String> words(String name, List<String> kept) {
        YamlTree list = map.child(name);
        if (!list.isPresent()) {
            return kept;
        }
        List<String> words = new ArrayList<>();
        for (YamlTree entry : list.list()) {
            String text = given(entry, "a word");
            if (!text.isEmpty()) {
                words.add(text);
            }
        }
        return words;
    }

    /** Constants of an enum by their names in small letters. */
    <E extends Enum<E>> Set<E> constants(String name, Set<E> kept, E[] all) {
        YamlTree list = map.child(name);
        if (!list.isPresent()) {
            return kept;
        }
        Set<E> constants = new LinkedHashSet<>();
        for (YamlTree entry : list.list()) {
            String text = given(entry, "a word");
            if (!text.isEmpty()) {
                constants.add(constant(entry, text, all, all[0]));
            }
        }
        return constants;
    }

    static <E extends Enum<E>> E constant(YamlTree value, String text, E[] all, E kept) {
        for (E constant : all) {
            if (Fields.lower(constant).equals(text)) {
                return constant;
            }
        }
        List<String> words = Arrays.stream(all).map(Fields::lower).toList();
        value.problem(
                "one of " + words + " is expected, but here is '" + text + "'" + Suggestion.didYouMean(text, words));
        return kept;
    }

    /** What goes by names that the user gives; names that are not given keep what they had. */
    <T> Map<String, T> byName(String name, Map<String, T> kept, BiFunction<String, YamlTree, T> entry) {
        Map<String, T> all = new LinkedHashMap<>(kept);
        map.child(name).map().forEach((key, value) -> all.put(key, entry.apply(key, value)));
        return all;
    }

    /** Whether something is switched off by the word {@link #NONE} in its place. */
    static boolean isNone(YamlTree value) {
        return value.isPresent() && !value.isMap() && !value.isList() && NONE.equals(value.text());
    }

    /** What the values make up, if all of them are sound and agree with one another. */
    <T> T whole(T kept, Supplier<T> made) {
        if (map.problemCount() > problemsBefore) {
            return kept;
        }
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            map.problem(String.valueOf(e.getMessage()));
            return kept;
        }
    }

    /** The text of a value that is there; empty and noted if it has none. */
    static String given(YamlTree value, String expected) {
        int before = value.problemCount();
        String text = value.text();
        if (text != null && !text.isBlank()) {
            return text;
        }
        if (value.problemCount() == before) {
            value.problem(expected + " is expected here; leave the name out to keep what comes with the jobs");
        }
        return "";
    }
}
