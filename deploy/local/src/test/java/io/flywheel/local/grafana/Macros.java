package io.flywheel.local.grafana;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what Grafana's PostgreSQL source fills in, in its own way: an argument holds no closing parenthesis, and an unknown macro is an error.
 *
 * @param from start of the range that somebody looks at
 * @param to its end
 */
record Macros(Instant from, Instant to) {

    private static final Pattern MACRO = Pattern.compile("\\$(__[_a-zA-Z0-9]+)\\(([^)]*)\\)");

    static Macros upToNow(Duration range) {
        Instant now = Instant.now();
        return new Macros(now.minus(range), now.plus(Duration.ofMinutes(1)));
    }

    String fill(String sql) {
        String filled = MACRO.matcher(sql)
                .replaceAll(macro -> Matcher.quoteReplacement(
                        fill(macro.group(1), macro.group(2).strip())));
        if (filled.contains("$__")) {
            throw new IllegalArgumentException("unknown macro in " + sql);
        }
        return filled;
    }

    private String fill(String name, String argument) {
        return switch (name) {
            case "__timeFilter" -> argument + " BETWEEN " + quoted(from) + " AND " + quoted(to);
            case "__timeFrom" -> quoted(from);
            case "__timeTo" -> quoted(to);
            default -> throw new IllegalArgumentException("unknown macro " + name);
        };
    }

    private static String quoted(Instant moment) {
        return "'" + moment.truncatedTo(ChronoUnit.SECONDS) + "'";
    }
}
