package io.flywheel.app.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.domain.alert.AlertInstance;
import io.flywheel.domain.alert.AlertReason;
import io.flywheel.domain.alert.AlertStatus;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.alert.Scope;
import io.flywheel.domain.alert.Severity;
import io.flywheel.domain.alert.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertEventsTest {

    @Test
    void aChangeIsACloudEventThatSaysAll() throws IOException {
        JsonNode event = new ObjectMapper().readTree(AlertEvents.of(transition(5.5)));

        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo("f00d-2-7");
        assertThat(event.get("source").asText()).isEqualTo("/flywheel/rules/standing_friction");
        assertThat(event.get("type").asText()).isEqualTo("io.flywheel.alert.firing.v1");
        assertThat(event.get("subject").asText()).isEqualTo("f00d");
        assertThat(event.get("time").asText()).isEqualTo("2026-01-05T12:00:00Z");
        assertThat(event.get("datacontenttype").asText()).isEqualTo("application/json");
        JsonNode data = event.get("data");
        assertThat(data.get("labels").get("customer_id").asText()).isEqualTo("say \"globex\"");
        assertThat(data.get("value").asDouble()).isEqualTo(5.5);
        assertThat(data.get("status").asText()).isEqualTo("firing");
        assertThat(data.get("reason").asText()).isEqualTo("held");
        assertThat(data.get("direction").asText()).isEqualTo("above");
        assertThat(data.get("unit").asText()).isEqualTo("points_per_day");
        assertThat(data.get("fired_at").asText()).isEqualTo("2026-01-05T12:00:00Z");
        assertThat(data.get("resolved_at").isNull()).isTrue();
        assertThat(data.get("evidence_event_ids")).extracting(JsonNode::asText).containsExactly("e-1", "e-2");
    }

    @Test
    void aValueThatIsNotKnownIsNullForJsonHasNoSuchNumber() throws IOException {
        JsonNode event = new ObjectMapper().readTree(AlertEvents.of(transition(Double.NaN)));

        assertThat(event.get("data").get("value").isNull()).isTrue();
    }

    private static AlertTransition transition(double value) {
        long at = 1_767_614_400_000L;
        AlertInstance alert = new AlertInstance(
                "f00d",
                2,
                "standing_friction",
                1,
                Severity.WARNING,
                Scope.CUSTOMER,
                AlertStatus.FIRING,
                Map.of("rule", "standing_friction", "customer_id", "say \"globex\""),
                "acme",
                "It rubs",
                "docs/x.md",
                value,
                true,
                5,
                4,
                Unit.POINTS_PER_DAY,
                false,
                at - 1,
                at,
                null,
                null,
                null,
                null,
                false,
                at,
                List.of("e-1", "e-2"));
        return new AlertTransition(alert, 7, AlertStatus.PENDING, AlertStatus.FIRING, at, value, AlertReason.HELD);
    }
}
