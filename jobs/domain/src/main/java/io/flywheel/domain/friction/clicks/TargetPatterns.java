package io.flywheel.domain.friction.clicks;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Elements that people rightly click many times or in vain: steppers, date pickers, text inputs.
 *
 * <p><b>Shape:</b> regular expressions, each looked for anywhere in the target of a click; equal if their texts are.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a text that is no regular expression.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md, "Elements left alone".
 */
public final class TargetPatterns {

    /** What is left alone unless settings say otherwise. */
    public static final TargetPatterns DEFAULT = new TargetPatterns(List.of(
            "(?<![A-Za-z])(?i:next|prev|previous)(?![a-z])|(?:Next|Prev|Previous)(?![a-z])",
            "(?<![A-Za-z])(?i:plus|minus|increment|decrement|increase|decrease|stepper|spinner)(?![a-z])",
            "^[+\\-\u2212]$",
            "(?i)date[-_]?picker|calendar",
            "(?i)textarea|text[-_]?(?:box|field|input)|contenteditable",
            "(?i)input\\[type=[\"']?(?:text|email|password|search|tel|url|number|date)"));

    private final List<String> texts;
    private final List<Pattern> patterns;

    public TargetPatterns(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.patterns = this.texts.stream().map(TargetPatterns::compiled).toList();
    }

    private static Pattern compiled(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the target pattern '" + text + "' is no regular expression: " + e.getDescription()
                            + " at character " + e.getIndex(),
                    e);
        }
    }

    /** Whether one of the patterns occurs in the target. */
    public boolean match(@Nullable String target) {
        return target != null
                && patterns.stream().anyMatch(pattern -> pattern.matcher(target).find());
    }

    /** The patterns as they were stated. */
    public List<String> texts() {
        return texts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetPatterns that && texts.equals(that.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
