package io.flywheel.notifier.delivery;

import io.flywheel.notifier.message.AlertLine;
import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.message.MessageJson;
import io.flywheel.notifier.message.Wording;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An Alertmanager, which groups, repeats and silences by itself.
 *
 * <p><b>Shape:</b> API v2. An alert is known by its labels, so no value is ever one. It hears of every alert again and again while that is on, each time with an end four minutes ahead, and takes for over what
 * it no longer hears of.
 *
 * <p><b>Source:</b> docs/reference/notifications.md, "Alertmanager".
 */
public final class AlertmanagerReceiver implements Receiver {

    /** How long after the last word on it Alertmanager takes an alert for over. */
    static final Duration HOLDS = Duration.ofMinutes(4);

    static final String SUMMARY_ALERT = "FlywheelAlertSummary";

    private static final String PATH = "/api/v2/alerts";
    private static final int MOST_AT_ONCE = 200;

    private final String name;
    private final URI address;
    private final Post post;
    private final Clock clock;

    public AlertmanagerReceiver(String name, URI base, Post post, Clock clock) {
        this.name = name;
        this.address = URI.create(base.toString().replaceFirst("/+$", "") + PATH);
        this.post = post;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletableFuture<Outcome> send(Message message) {
        Instant now = clock.instant();
        return message.isSummary() ? post(List.of(summary(message, now))) : refresh(message.alerts(), null);
    }

    @Override
    public boolean needsRefresh() {
        return true;
    }

    @Override
    public CompletableFuture<Outcome> refresh(List<AlertLine> alerts, @Nullable Message summary) {
        Instant now = clock.instant();
        List<Map<String, Object>> all = new ArrayList<>();
        alerts.forEach(alert -> all.add(alert(alert, now)));
        if (summary != null) {
            all.add(summary(summary, now));
        }
        CompletableFuture<Outcome> sent = CompletableFuture.completedFuture(Outcome.DELIVERED);
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            List<Map<String, Object>> part = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
            sent = sent.thenCompose(before -> before.result() == Outcome.Result.DELIVERED
                    ? post(part)
                    : CompletableFuture.completedFuture(before));
        }
        return sent;
    }

    private CompletableFuture<Outcome> post(List<Map<String, Object>> alerts) {
        return post.send(address, MessageJson.write(alerts), Map.of());
    }

    private static Map<String, Object> alert(AlertLine alert, Instant now) {
        Map<String, String> labels = new TreeMap<>(alert.labels());
        labels.remove("rule");
        String account = labels.remove("account_id"); // may be stated later than the alert began, so it is no identity
        labels.put("alertname", alert.rule());
        labels.put("severity", alert.severity());
        labels.put("source", "flywheel");
        labels.values().removeIf(String::isEmpty);
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", alert.subject() + ": " + alert.summary());
        annotations.put("description", Wording.measured(alert) + ", " + Wording.span(alert));
        putIfSaid(annotations, "account", account == null ? "" : account);
        putIfSaid(annotations, "reasons", alert.why());
        annotations.put("runbook", alert.runbook());
        putIfSaid(annotations, "evidence", String.join(", ", alert.evidence()));
        String url = alert.url();
        return entry(
                labels, annotations, alert.since(), alert.isOver() ? now : now.plus(HOLDS), url == null ? "" : url);
    }

    private static Map<String, Object> summary(Message message, Instant now) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", message.title());
        annotations.put(
                "description",
                String.join("; ", Wording.counts(message))
                        + (message.alertsStale() == 0 ? "" : ". " + Wording.stale(message)));
        annotations.put("runbook", "docs/runbooks/too-many-were-told.md");
        return entry(
                Map.of("alertname", SUMMARY_ALERT, "severity", message.severity(), "source", "flywheel"),
                annotations,
                message.plannedAt(),
                message.isOver() ? now : now.plus(HOLDS),
                "");
    }

    private static void putIfSaid(Map<String, String> annotations, String name, String text) {
        if (!text.isEmpty()) {
            annotations.put(name, text);
        }
    }

    private static Map<String, Object> entry(
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            Instant endsAt,
            String generator) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("labels", labels);
        entry.put("annotations", annotations);
        entry.put("startsAt", startsAt.isAfter(endsAt) ? endsAt : startsAt);
        entry.put("endsAt", endsAt);
        if (!generator.isEmpty()) {
            entry.put("generatorURL", generator);
        }
        return entry;
    }
}
