package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.local.flink.LocalFlink;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.kafka.EmbeddedKafka;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.replay.RecordedFeed;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.local.run.LocalRun;
import io.flywheel.local.run.RunReport;
import io.flywheel.local.run.RunRequest;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flywheel run} between a Kafka and a PostgreSQL that live longer than the run. */
class LocalRunIT {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private final Parts world = new Parts();
    private final MomentumTables tables = new MomentumTables();
    private final LocalRun run = new LocalRun(tables, new Configurations(), Clock.systemUTC());
    private final List<String> said = new ArrayList<>();
    private final Progress heard = new Heard(said);

    @SuppressWarnings("NullAway.Init") // started before each test
    private EmbeddedDatabase database;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private Endpoints endpoints;

    @BeforeEach
    void aWorldAndItsConfiguration() throws Exception {
        Files.createDirectories(PROGRAMS);
        Path state = Files.createDirectories(directory.resolve("world"));
        Files.createSymbolicLink(state.resolve("programs"), PROGRAMS);
        DataDirectory home = world.start("data directory", () -> DataDirectory.take(state));
        database = world.start("PostgreSQL", () -> EmbeddedDatabase.start(home.postgres(), home.programs(), 0));
        tables.migrate(database.access());
        kafka = world.start("Kafka", () -> EmbeddedKafka.start(home.kafka(), 0));
        endpoints = new Configurations().embedded(kafka.bootstrapServers(), database);
        kafka.createTopics(new LocalJob(JobKind.PIPELINE, endpoints.config()).topics());
        Files.writeString(
                directory.resolve("wheel.yaml"),
                String.join(
                        "\n",
                        "kafka.bootstrap-servers: " + kafka.bootstrapServers(),
                        "postgres.url: " + database.access().jdbcUrl(),
                        "postgres.user: " + database.access().user(),
                        "postgres.password-file: " + database.passwordFile()));
    }

    @AfterEach
    void theWorldEnds() {
        world.close();
    }

    @Test
    void aRunGoesOnWhereTheLastOneEnded() throws Exception {
        List<OutgoingRecord> records = records();
        List<OutgoingRecord> first = records.subList(0, records.size() / 2);
        List<OutgoingRecord> second = records.subList(records.size() / 2, records.size());

        send(first);
        RunReport before = run.run(request(Map.of(), Duration.ofSeconds(30)), heard);
        assertThat(before.where()).isEqualTo("local");
        assertThat(before.job()).isEqualTo("pipeline");
        assertThat(before.seconds()).isGreaterThanOrEqualTo(30);
        assertThat(before.watermark()).isEqualTo(watermarkAfter(first));
        assertThat(said).anyMatch(line -> line.contains("kafka.start-from: earliest"));
        assertThat(tables.tally(database.access()).received()).isEqualTo(first.size());

        forgetRecords();
        said.clear();
        send(second);
        RunReport after = run.run(request(Map.of(), Duration.ofSeconds(25)), heard);
        assertThat(said).anyMatch(line -> line.startsWith("Goes on from the checkpoint of"));
        assertThat(after.watermark()).isEqualTo(watermarkAfter(second));
        assertThat(tables.tally(database.access()))
                .as("counted on from the state, as the topics no longer hold the first half")
                .satisfies(tally -> assertThat(tally.received()).isEqualTo(records.size()));
    }

    @Test
    void aClusterIsGivenTheJobAndRunsItOn() throws Exception {
        Path state = Files.createDirectories(directory.resolve("cluster"));
        DataDirectory home = world.start("data directory", () -> DataDirectory.take(state));
        LocalFlink cluster = world.start("Flink", () -> LocalFlink.start(home, 0, 2));
        String address = cluster.page().getAuthority();
        MomentumTables.Mark start = tables.mark(database.access());

        RunReport report = run.run(request(Map.of("flink.address", address), null), heard);

        assertThat(report.where()).isEqualTo(cluster.page().toString());
        assertThat(report.jobId()).matches("[0-9a-f]{32}");
        assertThat(report.watermark()).isNull();
        List<OutgoingRecord> records = records();
        send(records);
        LocalJob graph = new LocalJob(JobKind.PIPELINE, endpoints.config());
        await().atMost(PATIENCE)
                .until(() -> graph.writtenUpToMillis(tables, database.access(), 1, start)
                        == watermarkAfter(records).toEpochMilli());
        assertThat(tables.tally(database.access()).received()).isEqualTo(records.size());
    }

    private void send(List<OutgoingRecord> records) {
        try (KafkaSender sender = new KafkaSender(kafka.bootstrapServers())) {
            records.forEach(sender::send);
            sender.flush();
            sender.heartbeats(new LocalJob(JobKind.PIPELINE, endpoints.config()).inputs(), latest(records));
            sender.flush();
        }
    }

    private Instant watermarkAfter(List<OutgoingRecord> records) {
        return Instant.ofEpochMilli(new LocalJob(JobKind.PIPELINE, endpoints.config()).watermarkAfter(latest(records)));
    }

    private static long latest(List<OutgoingRecord> records) {
        return records.stream().mapToLong(OutgoingRecord::timestampMillis).max().orElseThrow();
    }

    /** As retention would have it, so that nobody can read the records a second time. */
    private void forgetRecords() throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) kafka.bootstrapServers()))) {
            List<String> inputs = new LocalJob(JobKind.PIPELINE, endpoints.config()).inputs();
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            admin.describeTopics(inputs)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition -> all.put(
                                    new TopicPartition(topic, partition.partition()),
                                    RecordsToDelete.beforeOffset(-1))));
            admin.deleteRecords(all).all().get();
        }
    }

    private RunRequest request(Map<String, String> settings, @Nullable Duration duration) {
        return new RunRequest(
                JobKind.PIPELINE,
                directory.resolve("wheel.yaml"),
                settings,
                0,
                duration,
                false,
                directory.resolve("run"),
                List.of());
    }

    private List<OutgoingRecord> records() throws Exception {
        List<RecordedEvent> events = World.invented(
                Scenario.demo(7, START).withCustomers(40).withEventsPerSecond(2).withDuration(Duration.ofMinutes(10)));
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(events.iterator(), input);
        List<OutgoingRecord> records = new ArrayList<>();
        RecordedFeed.read(
                        new ReplayRequest(
                                "canonical",
                                input,
                                null,
                                Map.of(),
                                Disturbance.none(),
                                null,
                                PATIENCE,
                                directory,
                                null),
                        endpoints)
                .records()
                .forEachRemaining(records::add);
        return records;
    }

    private record Heard(List<String> said) implements Progress {

        @Override
        public void begin(String phase) {}

        @Override
        public void done(String detail) {}

        @Override
        public void update(String detail) {}

        @Override
        public void say(String line) {
            said.add(line);
        }
    }
}
