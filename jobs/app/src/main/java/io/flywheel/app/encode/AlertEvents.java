package io.flywheel.app.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flywheel.domain.alert.AlertInstance;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.alert.Unit;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes of alerts as CloudEvents 1.0, structured JSON.
 *
 * <p><b>Shape:</b> {@code id} is the same for the same change, however often it is sent.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Topic".
 */
public final class AlertEvents {

    /** Media type of the records. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final String TYPE = "io.flywheel.alert.%s.v1";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private AlertEvents() {}

    public static byte[] of(AlertTransition transition) {
        AlertInstance alert = transition.after();
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", transition.id())
                .put("source", "/flywheel/rules/" + alert.rule())
                .put("type", TYPE.formatted(transition.to().word()))
                .put("subject", alert.fingerprint())
                .put("time", text(transition.atMillis()))
                .put("datacontenttype", "application/json");
        event.set("data", data(transition, alert));
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    private static ObjectNode data(AlertTransition transition, AlertInstance alert) {
        Unit unit = alert.unit();
        ObjectNode data = JSON.createObjectNode()
                .put("fingerprint", alert.fingerprint())
                .put("episode", alert.episode())
                .put("seq", transition.number())
                .put("rule", alert.rule())
                .put("rule_version", alert.ruleVersion())
                .put("severity", alert.severity().word())
                .put("scope", alert.scope().word())
                .put("from_status", transition.from().word())
                .put("status", transition.to().word())
                .put("reason", transition.reason().word())
                .put("no_data", alert.noData());
        ObjectNode labels = data.putObject("labels");
        alert.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(label -> labels.put(label.getKey(), label.getValue()));
        data.put("account_id", alert.accountId())
                .put("summary", alert.summary())
                .put("runbook", alert.runbook())
                .put("value", Double.isFinite(transition.value()) ? (Double) transition.value() : null)
                .put("direction", alert.isAbove() ? "above" : "below")
                .put("threshold_on", alert.firesAt())
                .put("threshold_off", alert.recoversAt())
                .put("unit", unit == null ? null : unit.word())
                .put("pending_since", text(alert.pendingSinceMillis()))
                .put("fired_at", text(alert.firedAtMillis()))
                .put("recovering_since", text(alert.recoveringSinceMillis()))
                .put("resolved_at", text(alert.resolvedAtMillis()));
        alert.evidence().forEach(data.putArray("evidence_event_ids")::add);
        return data;
    }

    private static @Nullable String text(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }
}
