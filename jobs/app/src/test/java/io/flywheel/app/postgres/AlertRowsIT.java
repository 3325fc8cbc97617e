package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.alert.AlertInstance;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertReason;
import io.flywheel.domain.alert.AlertStatus;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.alert.Scope;
import io.flywheel.domain.alert.Severity;
import io.flywheel.domain.alert.Unit;
import io.flywheel.domain.quality.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts as they arrive in their tables: each run once, as it was told last, and each change. */
class AlertRowsIT {

    private static final long FIRST = 1_767_614_400_000L;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .build());

    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void everyChangeIsARowAndEveryRunAsItIsLast() throws Exception {
        PostgresAccess database = server.database();
        PostgresSettings settings = new PostgresSettings(
                EmbeddedServer.as("flywheel_writer", database), 200, Duration.ofMillis(50), Duration.ofSeconds(30));
        AlertInstance pending = customer(AlertStatus.PENDING, 5.5, null, FIRST);
        AlertInstance firing = customer(AlertStatus.FIRING, Double.NaN, FIRST + 60_000, FIRST + 60_000);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        environment
                .fromData(List.of(
                        AlertOutput.of(step(pending, 1, AlertStatus.INACTIVE, AlertReason.BREACHED)),
                        AlertOutput.of(pending),
                        AlertOutput.of(step(firing, 2, AlertStatus.PENDING, AlertReason.HELD)),
                        AlertOutput.of(firing),
                        AlertOutput.of(window()),
                        AlertOutput.of(new Progress("wheel", "alerts", 0, FIRST))))
                .sinkTo(PostgresSink.alerts(settings))
                .uid("sink-alerts");

        environment.execute("alerts");

        assertThat(EmbeddedServer.query(
                        database,
                        "SELECT rule_name, status, subject, value, direction, threshold_on, since AT TIME ZONE 'UTC', evidence_event_ids, episode, acked_by"
                                + " FROM flywheel.v_alerts ORDER BY rule_name"))
                .containsExactly(
                        "friction_spreads|resolved|channel web|0.75|above|0.6|2026-01-05 12:00:00|{}|3|-",
                        "standing_friction|firing|globex|-|below|5|2026-01-05 12:01:00|{e-1,\"e 2\"}|1|ann");
        assertThat(
                        EmbeddedServer.query(
                                database,
                                "SELECT fingerprint, episode, seq, from_status, to_status, value, reason FROM flywheel.alert_transition ORDER BY seq"))
                .containsExactly("f00d|1|1|inactive|pending|5.5|breached", "f00d|1|2|pending|firing|-|held");
        assertThat(
                        EmbeddedServer.query(
                                database,
                                "SELECT labels ->> 'customer_id', customer_id, account_id, grain FROM flywheel.alert_instance WHERE scope = 'customer'"))
                .containsExactly("globex|globex|acme|-");
        assertThat(EmbeddedServer.query(database, "SELECT scope, unit FROM flywheel.alert_instance ORDER BY scope"))
                .containsExactly("customer|points_per_day", "window|-");
        assertThat(EmbeddedServer.query(
                        database, "SELECT job, stage, watermark_at AT TIME ZONE 'UTC' FROM flywheel.v_freshness"))
                .containsExactly("wheel|alerts|2026-01-05 12:00:00");
    }

    private static AlertTransition step(AlertInstance after, long number, AlertStatus from, AlertReason reason) {
        return new AlertTransition(after, number, from, after.status(), after.changedAtMillis(), after.value(), reason);
    }

    private static AlertInstance customer(AlertStatus status, double value, @Nullable Long firedAt, long changedAt) {
        return new AlertInstance(
                "f00d",
                1,
                "standing_friction",
                1,
                Severity.WARNING,
                Scope.CUSTOMER,
                status,
                Map.of("rule", "standing_friction", "customer_id", "globex"),
                "acme",
                "It rubs",
                "docs/x.md",
                value,
                false,
                5,
                6,
                Unit.POINTS_PER_DAY,
                false,
                FIRST,
                firedAt,
                null,
                null,
                "ann",
                firedAt,
                false,
                changedAt,
                List.of("e-1", "e 2"));
    }

    private static AlertInstance window() {
        return new AlertInstance(
                "beef",
                3,
                "friction_spreads",
                1,
                Severity.CRITICAL,
                Scope.WINDOW,
                AlertStatus.RESOLVED,
                Map.of("rule", "friction_spreads", "grain", "trailing_1h", "dim_type", "channel", "dim_value", "web"),
                null,
                "It spreads",
                "docs/x.md",
                0.75,
                true,
                0.6,
                0.5,
                null,
                true,
                FIRST - 1,
                FIRST,
                null,
                FIRST + 1,
                null,
                null,
                false,
                FIRST + 1,
                List.of());
    }
}
