package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.app.config.JobOptions;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.replay.RecordedFeed;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three jobs, joined by topics, give the tables of all in one graph, byte for byte, and the same alerts. */
class JobsApartIT {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /** Nothing is wrong with the rows, and nobody decides anything. */
    private static final Set<String> EMPTY = Set.of("rejected_row.csv", "control_record.csv");

    /** Tables of single facts, which need not be there for every kind. */
    private static final Set<String> FACTS = Set.of(
            "friction_event.csv",
            "ticket_current.csv",
            "deal_friction.csv",
            "support_call.csv",
            "support_rating.csv",
            "inquiry.csv");

    /** Low enough that something happens in half an hour. */
    private static final String RULES = """
            version: 1
            rules:
              - {name: hour_rubs, about: window, grain: trailing_1h, severity: info, summary: s, runbook: r, value: friction_share, fires_at_or_above: 0.1, recovers_at: 0.05}
              - {name: five_minutes_push, about: window, grain: 5m, severity: info, summary: s, runbook: r, value: pushes, fires_at_or_above: 3, recovers_at: 2}
              - {name: place_rubs, about: hotspot, severity: info, summary: s, runbook: r, value: frictions, fires_at_or_above: 1, recovers_at: 0}
              - {name: customer_pushes, about: customer, severity: info, summary: s, runbook: r, value: activities, fires_at_or_above: 5, recovers_at: 0}
            """;

    /** What does not come later than the clock waits. */
    private static final long PROMPT_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(8);

    @TempDir
    private Path directory;

    @Test
    void jobsJoinedByTopicsGiveTheTablesOfOne() throws Exception {
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(invented().iterator(), input);
        Map<String, String> together = tables(input, "together", JobKind.PIPELINE);
        Map<String, String> apart = tables(input, "apart", JobKind.MOMENTUM, JobKind.VELOCITY, JobKind.ALERT);

        assertThat(apart.keySet())
                .contains(
                        "flywheel_window.csv",
                        "growth_accounting_day.csv",
                        "stage_transition.csv",
                        "revolution.csv",
                        "customer_wheel.csv",
                        "deal_course.csv",
                        "customer.csv",
                        "customer_momentum.csv",
                        "churn_friction.csv",
                        "momentum_contribution.csv")
                .isEqualTo(together.keySet());
        apart.forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(together.get(table)));
        apart.forEach((table, rows) -> assertThat(
                        FACTS.contains(table) || rows.lines().count() > 1)
                .as(table + " has rows to compare")
                .isEqualTo(!EMPTY.contains(table)));
    }

    /** Without late events the alerts of windows and hotspots follow from the input alone, and so does which customers are alerted about; only how many updates a customer has in a second does not. */
    @Test
    void jobsJoinedByTopicsGiveTheAlertsOfOne() throws Exception {
        Path input = directory.resolve("prompt.jsonl");
        CanonicalLines.write(invented().stream().filter(JobsApartIT::isPrompt).iterator(), input);
        List<String> together = alerts(input, "alerts-together", List.of(), JobKind.PIPELINE);
        List<String> apart = alerts(input, "alerts-apart", together, JobKind.MOMENTUM, JobKind.VELOCITY, JobKind.ALERT);

        assertThat(apart).isEqualTo(together);
        assertThat(together)
                .anyMatch(line -> line.startsWith("window hour_rubs"))
                .anyMatch(line -> line.startsWith("window five_minutes_push") && line.contains(" resolved"))
                .anyMatch(line -> line.startsWith("hotspot place_rubs"))
                .anyMatch(line -> line.startsWith("customer customer_pushes"))
                .anyMatch(line -> line.startsWith("spot "));
    }

    /** Every change of alerts of windows and hotspots, what is said of each spot, and who of the customers is alerted about; waits until they are those expected, or for the time that they may take if nothing is. */
    private List<String> alerts(Path input, String name, List<String> expected, JobKind... kinds) throws Exception {
        Path rules = Files.writeString(directory.resolve(name + ".yaml"), RULES);
        try (RunningJob running =
                new RunningJob(directory.resolve(name), Map.of(JobOptions.RULES_FILE.key(), rules.toString()), kinds)) {
            running.sendAll(records(running, input, Disturbance.none()));
            ConditionFactory patience =
                    await().atMost(PATIENCE).ignoreExceptions().pollInterval(POLL);
            AtomicReference<List<String>> last = new AtomicReference<>(List.of());
            patience.during(expected.isEmpty() ? QUIET : Duration.ZERO).until(() -> {
                List<String> now = changes(running);
                boolean isSettled = now.equals(last.getAndSet(now)) && !now.isEmpty();
                return isSettled && (expected.isEmpty() || now.equals(expected));
            });
            return Objects.requireNonNull(last.get());
        }
    }

    private static List<String> changes(RunningJob running) throws SQLException {
        List<String> changes = new ArrayList<>();
        try (Connection connection = running.database.access().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT line FROM (
                        SELECT scope || ' ' || rule_name || ' ' || fingerprint
                            || CASE scope WHEN 'customer' THEN ' ' || status
                               ELSE concat_ws(' ', '', episode, seq, from_status, to_status, at, t.value, reason) END AS line
                        FROM flywheel.alert_instance i JOIN flywheel.alert_transition t USING (fingerprint, episode, rule_name)
                        UNION ALL
                        SELECT concat_ws(' ', 'spot', window_start, dim_type, dim_value, signal_type, count, customers, exposure, expected_count, z, is_spike, cause)
                        FROM flywheel.friction_spike_window
                        ) AS lines GROUP BY line ORDER BY line COLLATE "C"
                        """)) {
            while (rows.next()) {
                changes.add(rows.getString(1));
            }
        }
        return changes;
    }

    private static boolean isPrompt(RecordedEvent event) {
        return event.arrivedAtMillis() - event.occurredAtMillis() < PROMPT_MILLIS;
    }

    private Map<String, String> tables(Path input, String name, JobKind... kinds) throws Exception {
        Path dump = directory.resolve(name + "-dump");
        try (RunningJob running = new RunningJob(directory.resolve(name), kinds)) {
            running.sendAll(records(running, input, new Disturbance(Duration.ofMinutes(30), 0.2, 7)));
            running.dump(dump);
        }
        return contents(dump);
    }

    private List<OutgoingRecord> records(RunningJob running, Path input, Disturbance disturbance) {
        List<OutgoingRecord> records = new ArrayList<>();
        RecordedFeed.read(request(input, disturbance), running.endpoints)
                .records()
                .forEachRemaining(records::add);
        return records;
    }

    private ReplayRequest request(Path input, Disturbance disturbance) {
        return new ReplayRequest(
                "canonical", input, null, Map.of(), disturbance, null, Duration.ofMinutes(3), directory, null);
    }

    private static List<RecordedEvent> invented() {
        List<RecordedEvent> events = World.invented(
                Scenario.demo(7, START).withCustomers(60).withEventsPerSecond(3).withDuration(Duration.ofMinutes(20)));
        return events;
    }

    private static Map<String, String> contents(Path dump) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.list(dump)) {
            for (Path file : files.toList()) {
                String table = file.getFileName().toString();
                // alerts and spikes tell what was known when, and with late events that depends on the order of arrival
                if (!table.startsWith("alert_") && !table.startsWith("friction_spike_")) {
                    contents.put(table, Files.readString(file));
                }
            }
        }
        return contents;
    }
}
