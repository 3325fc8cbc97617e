package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.app.kafka.TopicNames;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.kafka.TopicReader;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.replay.LocalTopicReplay;
import io.flywheel.local.replay.TopicReplayReport;
import io.flywheel.local.replay.TopicReplayRequest;
import io.flywheel.local.run.LocalRun;
import io.flywheel.local.run.RunReport;
import io.flywheel.local.run.RunRequest;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topics hold goes through the jobs again: the tables are those of one long run, nobody hears of alerts of the past, and a run goes on from there and is heard. */
class TopicReplayIT {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private final MomentumTables tables = new MomentumTables();

    @Test
    void aReplayAndTheRunAfterItGiveTheTablesOfOneLongRun() throws Exception {
        Path input = invented();
        Map<String, String> undisturbed = ofOneRun(input);
        try (World world = new World(directory.resolve("world"))) {
            List<OutgoingRecord> records = World.records(world.endpoints, input);
            List<OutgoingRecord> past = records.subList(0, records.size() / 2);
            List<OutgoingRecord> future = records.subList(records.size() / 2, records.size());
            world.send(past.subList(0, past.size() - 1));
            sendInTransaction(world, past.get(past.size() - 1));

            TopicReplayReport report = replay(world, false);

            assertThat(report.offsets()).as("the mark of the transaction, too").isEqualTo(past.size() + 1);
            assertThat(report.customers()).isPositive();
            assertThat(report.rowsUpTo()).isNotNull();
            assertThat(world.received()).isEqualTo(past.size());
            assertThat(fired(world)).as("alerts in the table").isPositive();
            assertThat(told(world)).as("alerts on the topic").isZero();
            assertThatThrownBy(() -> replay(world, false))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("holds a checkpoint");

            world.send(future);
            heartbeats(world, World.latest(records) + Duration.ofMinutes(5).toMillis());
            RunReport live =
                    new LocalRun(tables, new Configurations(), Clock.systemUTC()).run(run(world), Progress.silent());

            assertThat(live.watermark()).isNotNull();
            assertThat(World.differences(undisturbed, world.dump(directory.resolve("replayed"))))
                    .isEmpty();
            assertThat(told(world)).as("from now on people hear of them").isPositive();
        }
    }

    private TopicReplayReport replay(World world, boolean fresh) throws Exception {
        return new LocalTopicReplay(tables, new Configurations(), Clock.systemUTC())
                .run(
                        new TopicReplayRequest(
                                world.configuration, settings(), fresh, PATIENCE, directory.resolve("run")),
                        Progress.silent());
    }

    private RunRequest run(World world) throws Exception {
        return new RunRequest(
                JobKind.PIPELINE,
                world.configuration,
                settings(),
                0,
                Duration.ofSeconds(30),
                false,
                directory.resolve("run"),
                List.of());
    }

    /** A rule that some customers meet in the first half and others in the second. */
    private Map<String, String> settings() throws Exception {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                version: 2
                rules:
                  - name: busy
                    about: customer
                    severity: info
                    summary: Somebody does much
                    runbook: none
                    value: activities
                    fires_at_or_above: 40
                """);
        return Map.of("alerts.rules.file", rules.toString());
    }

    private Map<String, String> ofOneRun(Path input) throws Exception {
        Path dump = directory.resolve("undisturbed-dump");
        try (RunningJob job = new RunningJob(directory.resolve("undisturbed"))) {
            job.sendAll(World.records(job.endpoints, input));
            job.dump(dump);
        }
        return World.contents(dump);
    }

    private Path invented() throws Exception {
        List<RecordedEvent> events = World.invented(
                Scenario.demo(7, START).withCustomers(40).withEventsPerSecond(2).withDuration(Duration.ofMinutes(20)));
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(events.iterator(), input);
        return input;
    }

    /** Leaves a mark behind the record that no reader ever sees. */
    private static void sendInTransaction(World world, OutgoingRecord record) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                world.kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "one-record");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(
                    new ProducerRecord<>(record.topic(), null, record.timestampMillis(), record.key(), record.value()));
            producer.commitTransaction();
        }
    }

    private static void heartbeats(World world, long atMillis) {
        try (KafkaSender sender = new KafkaSender(world.kafka.bootstrapServers())) {
            sender.heartbeats(new LocalJob(JobKind.PIPELINE, world.endpoints.config()).inputs(), atMillis);
            sender.flush();
        }
    }

    private static long fired(World world) throws Exception {
        return Long.parseLong(World.query(world.database.access(), "SELECT count(*) FROM flywheel.alert_instance")
                .get(0));
    }

    private static int told(World world) {
        List<byte[]> changes = new ArrayList<>();
        try (TopicReader reader = new TopicReader(world.kafka.bootstrapServers(), Map.of())) {
            reader.read(TopicNames.of(world.endpoints.config()).alerts(), changes::add);
        }
        return changes.size();
    }
}
