package io.flywheel.local.decisions;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.control.ControlJson;
import io.flywheel.app.kafka.ControlTopic;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.domain.control.ControlLedger;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.RowCounts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.RunningDemo;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The places of a deployment that decisions pass through: the control topic on the way there, the tables on the way back.
 *
 * @param names of its topics
 */
record ControlWorld(
        String bootstrapServers, Map<String, String> security, TopicNames names, DatabaseAccess database, Clock clock) {

    /** A job judges within two seconds; who waits longer than this may assume that none runs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofMillis(100);

    /** What the job said of a record. */
    record Verdict(String word, @Nullable String reason) {}

    static ControlWorld of(Configurations configurations, Controls.Place place, Clock clock) {
        Path configuration = place.configuration();
        if (configuration != null) {
            return of(configurations.endpoints(configuration, Map.of()), clock);
        }
        RunningDemo demo = RunningDemo.read(place.dataDirectory())
                .orElseThrow(() -> new Failure(
                        ErrorCode.NOTHING_KEPT,
                        "no demo runs in " + place.dataDirectory(),
                        "decisions need jobs that hear of them",
                        "start flywheel demo, or name a configuration with --config"));
        DatabaseAccess database =
                EmbeddedDatabase.accessTo(place.dataDirectory().resolve("postgres"), demo.postgresPort());
        return of(configurations.running("127.0.0.1:" + demo.kafkaPort(), database), clock);
    }

    private static ControlWorld of(Endpoints endpoints, Clock clock) {
        JobConfig config = endpoints.config();
        return new ControlWorld(
                endpoints.bootstrapServers(),
                endpoints.kafkaSecurity(),
                TopicNames.of(config),
                endpoints.database(),
                clock);
    }

    /** All that was decided so far, whatever a job would say of it. */
    ControlLedger decided() {
        ControlLedger ledger = new ControlLedger((record, before) -> null);
        try {
            var unused = new ControlTopic(bootstrapServers, names.control(), security).accepted(ledger);
            return ledger;
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.KAFKA_UNREACHABLE,
                    "the control topic can not be read",
                    Failure.wordsOf(e),
                    "check that the broker runs and the topic exists",
                    e);
        }
    }

    /** Sends a record and waits for what a job says of it. */
    Controls.Published publish(ControlRecord record) {
        send(new OutgoingRecord(
                names.control(),
                record.key().getBytes(StandardCharsets.UTF_8),
                ControlJson.write(record),
                clock.millis()));
        Verdict verdict = awaitVerdict(record);
        Long until = record.effectiveToMillis();
        return new Controls.Published(
                record.kind().word(),
                record.id(),
                record.version(),
                Instant.ofEpochMilli(record.effectiveFromMillis()),
                until == null ? null : Instant.ofEpochMilli(until),
                verdict.word(),
                verdict.reason());
    }

    /** Puts one record on its topic for certain. */
    void send(OutgoingRecord record) {
        try (KafkaSender sender = new KafkaSender(bootstrapServers, security)) {
            sender.send(record);
            sender.flush();
        }
    }

    private Verdict awaitVerdict(ControlRecord record) {
        Waiting waiting = new Waiting(clock, PATIENCE, TICK);
        do {
            Optional<Verdict> verdict = RowCounts.answer(database, () -> DecisionRows.verdict(database, record));
            if (verdict.isPresent()) {
                return verdict.get();
            }
        } while (waiting.goesOn());
        return new Verdict("sent", null);
    }
}
