package io.flywheel.dashboard.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flywheel.dashboard.tables.Answer;
import io.flywheel.dashboard.tables.CustomerSection;
import io.flywheel.dashboard.tables.Panel;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers as the page reads them. */
public final class PanelJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PanelJson() {}

    static String of(Panel panel, Answer answer, Instant at) {
        ObjectNode node = tree(answer);
        node.put("panel", panel.id());
        node.put("at", at.toString());
        return text(node);
    }

    /** Everything about one customer, by section. */
    public static String of(String customerId, Map<CustomerSection, Answer> answers, Instant at) {
        ObjectNode node = JSON.createObjectNode();
        node.put("customer", customerId);
        node.put("at", at.toString());
        answers.forEach((section, answer) -> node.set(section.id(), tree(answer)));
        return text(node);
    }

    /** How the page's own server and the database do, for the sign of life that viewers get each second. */
    public static String tick(Snapshot now) {
        ObjectNode node = JSON.createObjectNode();
        node.put("at", now.at().toString());
        node.put("awaySince", text(now.awaySince()));
        return text(node);
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static ObjectNode tree(Answer answer) {
        ObjectNode node = JSON.createObjectNode();
        node.put("status", answer.status().name().toLowerCase(Locale.ROOT));
        node.put("problem", answer.problem());
        node.set("columns", JSON.valueToTree(answer.columns()));
        node.set("rows", JSON.valueToTree(answer.rows()));
        return node;
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON has a text", e);
        }
    }
}
