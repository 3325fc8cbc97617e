package io.flywheel.app.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** Options and their values as a user writes them: what is printed can be set again. */
public final class SettingText {

    private SettingText() {}

    /** A value in the words of the file. */
    public static String of(Object value) {
        if (value instanceof Duration duration) {
            return TimeUtils.formatWithHighestUnit(duration);
        }
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    /** What an option takes. */
    public static String type(ConfigOption<?> option) {
        Object example = option.defaultValue();
        if (example instanceof Duration) {
            return "duration";
        }
        if (example instanceof Enum<?> constant) {
            return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                    .map(SettingText::of)
                    .collect(Collectors.joining(" or "));
        }
        if (example instanceof Number) {
            return example instanceof Double ? "number" : "whole number";
        }
        return "text";
    }

    /** The default in the words of the file, or null if there is none. */
    public static @Nullable String defaultOf(ConfigOption<?> option) {
        Object value = option.defaultValue();
        return value == null ? null : of(value);
    }
}
