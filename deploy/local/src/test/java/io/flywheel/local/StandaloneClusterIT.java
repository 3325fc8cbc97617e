package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flywheel.local.cluster.ClusterFolder;
import io.flywheel.local.cluster.ClusterReport;
import io.flywheel.local.cluster.ClusterRequest;
import io.flywheel.local.cluster.ClusterShape;
import io.flywheel.local.cluster.Distribution;
import io.flywheel.local.cluster.JobReport;
import io.flywheel.local.cluster.LocalCluster;
import io.flywheel.local.cluster.Stranger;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.flink.Listeners;
import io.flywheel.local.home.KeptCheckpoints;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.state.ChangedRecord;
import io.flywheel.local.state.LocalState;
import io.flywheel.local.state.StateInspection;
import io.flywheel.local.state.StateQuestions.Restore;
import io.flywheel.local.state.StateVerdict;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Flink cluster of processes between a real Kafka and a real PostgreSQL: what it is stopped and resumed with changes no table. */
class StandaloneClusterIT {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Distribution DISTRIBUTION = new Distribution(Path.of("..", ".."));
    private static final Progress SILENT = Progress.silent();

    @TempDir
    private Path directory;

    @Test
    void stoppedResumedRescaledAndUpgradedTheTablesAreThoseOfAnUndisturbedRun() throws Exception {
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(invented().iterator(), input);
        Map<String, String> undisturbed = undisturbed(input);

        ClusterFolder folder = new ClusterFolder(directory.resolve("cluster"));
        LocalCluster cluster = new LocalCluster(DISTRIBUTION, folder, Clock.systemUTC());
        try (World world = new World(directory.resolve("world"))) {
            ClusterReport up = cluster.up(new ClusterShape(2, 2, 0, false, true), SILENT);
            assertThat(up.processes()).hasSize(3);
            assertThat(up.slots()).isEqualTo(4);
            assertThat(listeners(up)).as("sockets that others could reach").isEmpty();
            Stranger stranger = new Stranger(folder);
            assertThat(stranger.isLetInWithTheKey()).isTrue();
            assertThat(stranger.isLetInWithoutAKey()).isFalse();

            List<OutgoingRecord> records = World.records(world.endpoints, input);
            world.send(part(records, 0));
            JobReport first = cluster.submit(
                    new ClusterRequest(JobKind.PIPELINE, world.configuration, Map.of(), 1, null, null), SILENT);
            assertThat(first.status()).isEqualTo("RUNNING");
            assertThatThrownBy(() -> cluster.down(false, SILENT))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLUSTER_RUNNING));
            stopInTheMiddle(world, cluster, 0);

            assertThat(cluster.resume(JobKind.PIPELINE, 2, null, null, SILENT).parallelism())
                    .isEqualTo(2);
            sendAndStop(world, cluster, part(records, 1));

            cluster.resume(JobKind.PIPELINE, 4, null, null, SILENT);
            sendAndStop(world, cluster, part(records, 2));

            Path next = new ChangedRecord(directory.resolve("next")).in(DISTRIBUTION.jobJar());
            MomentumTables.Mark mark = world.mark();
            JobReport last = cluster.resume(JobKind.PIPELINE, 1, next, null, SILENT);
            assertThat(last.jobId()).isNotEqualTo(first.jobId());
            assertThat(cluster.status().jobs()).hasSize(1);
            world.send(part(records, 3));
            world.finish(World.latest(records), 1, mark);
            assertThat(cluster.savepoint(JobKind.PIPELINE, SILENT).status()).isEqualTo("RUNNING");
            Map<String, String> disturbed = world.dump(directory.resolve("disturbed"));

            assertThat(disturbed.keySet()).isEqualTo(undisturbed.keySet());
            assertThat(World.differences(undisturbed, disturbed)).isEmpty();
            checkTheLastCheckpoint(folder);
        } finally {
            cluster.down(true, SILENT);
        }
        assertThatThrownBy(cluster::status)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLUSTER_NOT_RUNNING));
    }

    private static void sendAndStop(World world, LocalCluster cluster, List<OutgoingRecord> records) throws Exception {
        long before = world.received();
        world.send(records);
        stopInTheMiddle(world, cluster, before);
    }

    private static void stopInTheMiddle(World world, LocalCluster cluster, long before) {
        world.awaitMoreThan(before);
        JobReport stopped = cluster.stop(JobKind.PIPELINE, SILENT);
        assertThat(stopped.status()).isEqualTo("FINISHED");
        assertThat(stopped.savepoint()).startsWith("file:");
    }

    private Map<String, String> undisturbed(Path input) throws Exception {
        Path dump = directory.resolve("undisturbed-dump");
        try (RunningJob running = new RunningJob(directory.resolve("undisturbed"))) {
            running.sendAll(World.records(running.endpoints, input));
            running.dump(dump);
        }
        return World.contents(dump);
    }

    private static List<OutgoingRecord> part(List<OutgoingRecord> records, int quarter) {
        int size = records.size();
        return records.subList(size * quarter / 4, size * (quarter + 1) / 4);
    }

    private static List<String> listeners(ClusterReport report) throws Exception {
        List<String> open = new ArrayList<>();
        for (String process : report.processes()) {
            open.addAll(Listeners.beyondLoopback(process.replaceAll(".*\\((\\d+)\\)", "$1")));
        }
        return open;
    }

    /** What a job goes on from when nobody could stop it: incremental, in RocksDB's own files. */
    private static void checkTheLastCheckpoint(ClusterFolder folder) throws Exception {
        KeptCheckpoints kept = new KeptCheckpoints(folder.checkpoints());
        await().atMost(Duration.ofMinutes(5)).until(() -> kept.newest().isPresent());
        Path checkpoint = kept.newest().orElseThrow().folder();
        StateVerdict verdict = new LocalState().check(new Restore(checkpoint.toString(), null, 4, 0));
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.notChecked()).anyMatch(line -> line.contains("track-customers"));
        StateInspection inspection = new LocalState().inspect(checkpoint.toString(), 3);
        assertThat(inspection.entriesCounted()).isFalse();
        assertThat(inspection.customers()).isEmpty();
    }

    private static List<RecordedEvent> invented() {
        List<RecordedEvent> events = World.invented(
                Scenario.demo(7, START).withCustomers(60).withEventsPerSecond(3).withDuration(Duration.ofMinutes(20)));
        return events;
    }
}
