package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The momentum job and the velocity job, joined by the signal topic, give the tables of both in one graph, byte for byte. */
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

    @TempDir
    private Path directory;

    @Test
    void twoJobsJoinedByATopicGiveTheTablesOfOne() throws Exception {
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(invented().iterator(), input);
        Map<String, String> together = tables(input, "together", JobKind.PIPELINE);
        Map<String, String> apart = tables(input, "apart", JobKind.MOMENTUM, JobKind.VELOCITY);

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
        assertThat(apart).allSatisfy((table, rows) -> assertThat(rows).as(table).isEqualTo(together.get(table)));
        assertThat(apart)
                .allSatisfy((table, rows) -> assertThat(
                                FACTS.contains(table) || rows.lines().count() > 1)
                        .as(table + " has rows to compare")
                        .isEqualTo(!EMPTY.contains(table)));
    }

    private Map<String, String> tables(Path input, String name, JobKind... kinds) throws Exception {
        Path dump = directory.resolve(name + "-dump");
        try (RunningJob running = new RunningJob(directory.resolve(name), kinds)) {
            List<OutgoingRecord> records = new ArrayList<>();
            new RecordFeeds(running.endpoints)
                    .recorded(request(input))
                    .records()
                    .forEachRemaining(records::add);
            running.sendAll(records);
            running.dump(dump);
        }
        return contents(dump);
    }

    private ReplayRequest request(Path input) {
        return new ReplayRequest(
                "canonical",
                input,
                null,
                Map.of(),
                new Disturbance(Duration.ofMinutes(30), 0.2, 7),
                null,
                Duration.ofMinutes(3),
                directory,
                null);
    }

    private static List<RecordedEvent> invented() {
        List<RecordedEvent> events = new ArrayList<>();
        Scenario.demo(7, START)
                .withCustomers(60)
                .withEventsPerSecond(3)
                .withDuration(Duration.ofMinutes(20))
                .events()
                .forEachRemaining(events::add);
        events.sort(Comparator.comparingLong(RecordedEvent::arrivedAtMillis));
        return events;
    }

    private static Map<String, String> contents(Path dump) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.list(dump)) {
            for (Path file : files.toList()) {
                // alerts tell what was known when, and that depends on the order of arrival
                if (!file.getFileName().toString().startsWith("alert_")) {
                    contents.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }
}
