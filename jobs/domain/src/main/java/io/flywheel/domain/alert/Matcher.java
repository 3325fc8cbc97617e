package io.flywheel.domain.alert;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * One condition on a label of an alert. An absent label is an empty one.
 *
 * <p><b>Errors:</b> {@link java.util.regex.PatternSyntaxException} for a pattern that is none.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Silence and inhibition".
 */
public record Matcher(String label, Comparison comparison, String text) {

    /** How a label is compared; patterns must match the whole of it. */
    public enum Comparison {
        IS("="),
        IS_NOT("!="),
        MATCHES("=~"),
        MATCHES_NOT("!~");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    public Matcher {
        if (comparison == Comparison.MATCHES || comparison == Comparison.MATCHES_NOT) {
            Pattern.compile(text);
        }
    }

    public boolean matches(Map<String, String> labels) {
        String value = labels.getOrDefault(label, "");
        return switch (comparison) {
            case IS -> value.equals(text);
            case IS_NOT -> !value.equals(text);
            case MATCHES -> Pattern.matches(text, value);
            case MATCHES_NOT -> !Pattern.matches(text, value);
        };
    }
}
