package io.flywheel.notifier.delivery;

import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.message.MessageJson;
import io.flywheel.notifier.message.Wording;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A channel behind an incoming webhook of Slack, or of whatever takes the same form.
 *
 * <p><b>Shape:</b> {@code text} is what a phone shows; {@code blocks} are what the channel shows. All text that comes from data is escaped and shortened to what Slack takes.
 *
 * <p><b>Source:</b> docs/reference/notifications.md, "Slack".
 */
public final class SlackReceiver implements Receiver {

    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 2900;
    private static final int LONGEST_NAME = 200;

    private final String name;
    private final Secret address;
    private final Post post;

    /** The address is a secret: who knows it may write to the channel. */
    public SlackReceiver(String name, Secret address, Post post) {
        this.name = name;
        this.address = address;
        this.post = post;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletableFuture<Outcome> send(Message message) {
        try {
            return post.send(URI.create(address.read().strip()), payload(message), Map.of());
        } catch (IOException | IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Outcome.refused("its address can not be read, or is no address"));
        }
    }

    static String payload(Message message) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Map.of(
                "type",
                "header",
                "text",
                Map.of("type", "plain_text", "text", shortened(message.title(), LONGEST_HEADER), "emoji", false)));
        if (message.isSummary()) {
            String stale = Wording.stale(message);
            blocks.add(section(String.join(
                            "\n",
                            Wording.counts(message).stream()
                                    .map(SlackReceiver::escaped)
                                    .toList())
                    + (stale.isEmpty() ? "" : "\n" + stale)));
        }
        for (AlertLine alert : message.alerts()) {
            blocks.add(section(alertText(alert)));
        }
        String more = message.unnamed() > 0 ? Wording.number(message.unnamed()) + " more. " : "";
        blocks.add(Map.of(
                "type",
                "context",
                "elements",
                List.of(Map.of(
                        "type",
                        "mrkdwn",
                        "text",
                        more + "All of them: `flywheel alerts list`. Message `" + message.id() + "`"))));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("text", escaped(message.title()));
        payload.put("blocks", blocks);
        return MessageJson.write(payload);
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", shortened(text, LONGEST_SECTION)));
    }

    private static String alertText(AlertLine alert) {
        String subject = escaped(shortened(alert.subject(), LONGEST_NAME));
        String url = alert.url();
        String head = (alert.isOver() ? ":white_check_mark: " : "")
                + (url == null ? "*" + subject + "*" : "*<" + url + "|" + subject.replace("|", "/") + ">*");
        String why = alert.isOver() || alert.why().isEmpty() ? "" : "\nWhy: " + escaped(alert.why());
        return head + " " + escaped(alert.summary()) + "\n" + escaped(Wording.measured(alert)) + ", "
                + Wording.span(alert) + why + "\nWhat to do: " + escaped(alert.runbook());
    }

    /** What Slack asks to be escaped, so that no customer's name calls a channel or makes a link. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }
}
