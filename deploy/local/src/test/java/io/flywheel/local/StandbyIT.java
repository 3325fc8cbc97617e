package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.local.cluster.ClusterFolder;
import io.flywheel.local.cluster.ClusterReport;
import io.flywheel.local.cluster.ClusterRequest;
import io.flywheel.local.cluster.ClusterShape;
import io.flywheel.local.cluster.Distribution;
import io.flywheel.local.cluster.LocalCluster;
import io.flywheel.local.flink.Listeners;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.progress.Progress;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with a second job manager outlives the first: the job goes on, and every event counts once. */
class StandbyIT {

    private static final Progress SILENT = Progress.silent();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @Test
    void theJobGoesOnWhenTheLeadingJobManagerIsKilled() throws Exception {
        ClusterFolder folder = new ClusterFolder(directory.resolve("cluster"));
        LocalCluster cluster = new LocalCluster(new Distribution(Path.of("..", "..")), folder, Clock.systemUTC());
        try (World world = new World(directory.resolve("world"))) {
            ClusterReport up = cluster.up(new ClusterShape(1, 2, 0, true, false), SILENT);
            assertThat(up.processes())
                    .extracting(process -> process.replaceAll(" .*", ""))
                    .containsExactlyInAnyOrder("taskmanager-1", "jobmanager-1", "jobmanager-2", "zookeeper");
            for (String process : up.processes()) {
                assertThat(Listeners.beyondLoopback(Long.toString(pid(process))))
                        .as(process)
                        .isEmpty();
            }
            List<OutgoingRecord> records = records(world);
            int half = records.size() / 2;
            cluster.submit(new ClusterRequest(JobKind.PIPELINE, world.configuration, Map.of(), 2, null, null), SILENT);
            world.send(records.subList(0, half));
            world.awaitMoreThan(half / 2);

            ProcessHandle.of(pid(leader(folder, up))).orElseThrow().destroyForcibly();
            world.send(records.subList(half, records.size()));

            world.awaitMoreThan(records.size() - 1L);
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                ClusterReport after = cluster.status();
                assertThat(after.processes()).hasSize(3);
                assertThat(after.jobs())
                        .singleElement()
                        .satisfies(job -> assertThat(job.status()).isEqualTo("RUNNING"));
            });
            assertThat(world.tables.tally(world.database.access()).accepted()).isEqualTo(records.size());
        } finally {
            cluster.down(true, SILENT);
        }
    }

    private static String leader(ClusterFolder folder, ClusterReport report) {
        return report.processes().stream()
                .filter(process -> process.startsWith("jobmanager"))
                .filter(process -> said(folder, process.replaceAll(" .*", ""), "granted leadership"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean said(ClusterFolder folder, String process, String words) {
        try {
            return Files.readString(folder.logs().resolve(process + ".log")).contains(words);
        } catch (IOException e) {
            return false;
        }
    }

    private static long pid(String process) {
        return Long.parseLong(process.replaceAll(".*\\((\\d+)\\)", "$1"));
    }

    private List<OutgoingRecord> records(World world) throws IOException {
        List<RecordedEvent> events = World.invented(Scenario.demo(5, Instant.parse("2026-03-01T00:00:00Z"))
                .withCustomers(30)
                .withEventsPerSecond(2)
                .withDuration(Duration.ofMinutes(8)));
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(events.iterator(), input);
        return World.records(world.endpoints, input);
    }
}
