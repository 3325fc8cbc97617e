package io.flywheel.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a span of time as people write it: {@code 90s}, {@code 5m}, {@code 1h}, {@code 2d}; a bare number is seconds. */
final class SpanConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not a span of time; write for example 90s, 5m, 1h or 2d");
        }
        Duration unit = UNITS.getOrDefault(matcher.group(2) == null ? "s" : matcher.group(2), Duration.ofSeconds(1));
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }
}
