package io.flywheel.app.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flywheel.domain.alert.Matcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * What a record of kind silence holds: which alerts nobody is to be told of, and why.
 *
 * <p><b>Shape:</b> {@code {"matchers": [{"label": "rule", "comparison": "=", "text": "friction_spreads"}], "comment": "..."}}.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} with what is wrong.
 *
 * <p><b>Source:</b> docs/reference/control.md, "Silences".
 */
public record SilenceContent(List<Matcher> matchers, String comment) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    public SilenceContent {
        matchers = List.copyOf(matchers);
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("a silence needs a matcher at least, or it would cover everything");
        }
    }

    public static SilenceContent read(String content) {
        JsonNode node;
        try {
            node = JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the content is no JSON: " + e.getOriginalMessage(), e);
        }
        List<Matcher> matchers = new ArrayList<>();
        for (JsonNode matcher : node.path("matchers")) {
            matchers.add(matcher(matcher));
        }
        return new SilenceContent(matchers, node.path("comment").asText(""));
    }

    private static Matcher matcher(JsonNode node) {
        String sign = node.path("comparison").asText("");
        String text = node.path("text").asText("");
        String label = node.path("label").asText("");
        if (label.isEmpty()) {
            throw new IllegalArgumentException("a matcher has no label");
        }
        Matcher.Comparison comparison = Arrays.stream(Matcher.Comparison.values())
                .filter(its -> its.sign().equals(sign))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the comparison of a matcher must be =, !=, =~ or !~, not '" + sign + "'"));
        return matcher(label, comparison, text);
    }

    /** Reads a matcher as people write it: {@code rule=friction_spreads}, {@code customer_id=~"acme-.*"}. */
    public static Matcher matcher(String written) {
        for (Matcher.Comparison comparison : List.of(
                Matcher.Comparison.MATCHES,
                Matcher.Comparison.MATCHES_NOT,
                Matcher.Comparison.IS_NOT,
                Matcher.Comparison.IS)) {
            int at = written.indexOf(comparison.sign());
            if (at > 0) {
                String text = written.substring(at + comparison.sign().length()).strip();
                boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
                return matcher(
                        written.substring(0, at).strip(),
                        comparison,
                        isQuoted ? text.substring(1, text.length() - 1) : text);
            }
        }
        throw new IllegalArgumentException(
                "a matcher is LABEL=TEXT, LABEL!=TEXT, LABEL=~PATTERN or LABEL!~PATTERN, not '" + written + "'");
    }

    private static Matcher matcher(String label, Matcher.Comparison comparison, String text) {
        try {
            return new Matcher(label, comparison, text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the pattern of label " + label + " is none: " + e.getMessage(), e);
        }
    }

    public String write() {
        ObjectNode node = JSON.createObjectNode();
        for (Matcher matcher : matchers) {
            node.withArray("matchers")
                    .addObject()
                    .put("label", matcher.label())
                    .put("comparison", matcher.comparison().sign())
                    .put("text", matcher.text());
        }
        node.put("comment", comment);
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }
}
