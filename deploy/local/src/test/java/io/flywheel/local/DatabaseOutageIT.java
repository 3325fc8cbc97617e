package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.replay.RecordedFeed;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped and started while records come in: the tables are those of an undisturbed run. */
class DatabaseOutageIT {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void aRestartOfTheDatabaseInTheMiddleChangesNoRow() throws Exception {
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(invented().iterator(), input);
        Path calm = directory.resolve("calm");
        Path restarted = directory.resolve("restarted");
        run(input, directory.resolve("a"), calm, 0);
        run(input, directory.resolve("b"), restarted, 3);
        assertThat(contents(restarted)).isEqualTo(contents(calm));
        assertThat(contents(calm).get("customer.csv")).contains("globex");
    }

    private void run(Path input, Path state, Path dump, int restarts) throws Exception {
        try (RunningJob running = new RunningJob(state)) {
            RecordedFeed feed = RecordedFeed.read(request(input), running.endpoints);
            long stretch = feed.size() / (restarts + 1);
            long sent = 0;
            long latest = 0;
            try (KafkaSender sender = running.sender()) {
                Iterator<OutgoingRecord> records = feed.records();
                while (records.hasNext()) {
                    OutgoingRecord record = records.next();
                    sender.send(record);
                    latest = Math.max(latest, record.timestampMillis());
                    if (++sent % stretch == 0 && sent < feed.size() && restarts > 0) {
                        sender.flush();
                        running.database.restart();
                    }
                }
                sender.flush();
            }
            running.finish(latest);
            running.dump(dump);
        }
    }

    private ReplayRequest request(Path input) {
        return new ReplayRequest(
                "canonical", input, null, Map.of(), Disturbance.none(), null, Duration.ofMinutes(3), directory, null);
    }

    private static List<RecordedEvent> invented() {
        List<RecordedEvent> events = World.invented(
                Scenario.demo(7, START).withCustomers(60).withEventsPerSecond(5).withDuration(Duration.ofMinutes(20)));
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
