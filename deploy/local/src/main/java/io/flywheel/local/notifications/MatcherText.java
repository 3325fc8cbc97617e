package io.flywheel.local.notifications;

import io.flywheel.domain.alert.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A condition on a label as people write it, as for Alertmanager: {@code severity="critical"}, {@code rule=~"friction.*"}. */
final class MatcherText {

    static final String FORM = "a condition such as severity=\"critical\" or rule=~\"friction.*\" is expected";

    private static final Pattern WRITTEN =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(?:\"([^\"]*)\"|([^\"\\s]*))\\s*");

    private MatcherText() {}

    /** <b>Errors:</b> {@link IllegalArgumentException} for a text that is no condition. */
    static Matcher read(String text) {
        java.util.regex.Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(FORM);
        }
        String quoted = written.group(3);
        return new Matcher(
                written.group(1),
                Stream.of(Matcher.Comparison.values())
                        .filter(comparison -> comparison.sign().equals(written.group(2)))
                        .findFirst()
                        .orElseThrow(),
                quoted == null ? written.group(4) : quoted);
    }
}
