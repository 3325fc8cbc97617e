package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flywheel.app.control.ControlJson;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.LocalControls;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.kafka.TopicReader;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.replay.LocalReplay;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people decide, between a real Kafka, Flink and PostgreSQL: it reaches the job while it runs, a bad record changes nothing, and a replay is judged by what was in force then. */
class ControlIT {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private Path input;

    @BeforeEach
    void invent() throws Exception {
        List<RecordedEvent> events = World.invented(
                Scenario.demo(7, START).withCustomers(20).withEventsPerSecond(2).withDuration(Duration.ofMinutes(20)));
        input = folder.resolve("events.jsonl");
        CanonicalLines.write(events.iterator(), input);
    }

    @Test
    void decisionsReachAJobThatRunsAndBadOnesChangeNothing() throws Exception {
        try (RunningJob running = new RunningJob(folder.resolve("state"))) {
            Controls controls = new LocalControls(new Configurations(), Clock.systemUTC());
            Controls.Place place = new Controls.Place(configuration(running), folder);
            TopicNames names = TopicNames.of(running.endpoints.config());
            try (TopicReader errors = follow(running, names.controlErrors());
                    TopicReader changes = follow(running, names.alerts())) {
                Path second = rules(2, "anybody", "activities", 1);
                assertThat(controls.rules(place, second, START, "ann").verdict())
                        .isEqualTo("accepted");
                refuseNonsense(running, names, errors);
                assertThatThrownBy(() -> controls.rules(place, rules(3, "anybody", "activites", 1), START, "ann"))
                        .isInstanceOf(Failure.class);
                assertThat(controls.rules(place, rules(1, "old", "activities", 1), START, "ann")
                                .reason())
                        .contains("must be higher");

                running.sendAll(World.records(running.endpoints, input));
                assertThat(query(running, "SELECT DISTINCT rule_name, rule_version FROM flywheel.alert_instance"))
                        .containsExactly("anybody|2");
                acknowledge(running, controls, place);
                assertThat(changes.next(PATIENCE)).as("what people are told of").isNotEmpty();
            }
            silence(running, controls, place);
            Path third = rules(3, "nobody", "activities", 1_000_000);
            assertThat(controls.rules(place, third, START, "ann").verdict()).isEqualTo("accepted");
            await().atMost(PATIENCE)
                    .until(() -> query(running, "SELECT count(*) FROM flywheel.v_alerts WHERE status <> 'resolved'")
                            .equals(List.of("0")));
        }
    }

    private static TopicReader follow(RunningJob running, String topic) {
        TopicReader reader = new TopicReader(running.kafka.bootstrapServers(), Map.of());
        reader.follow(topic);
        return reader;
    }

    /** What can not be read is told on the errors topic and in the table, and what was in force stays. */
    private static void refuseNonsense(RunningJob running, TopicNames names, TopicReader errors) throws Exception {
        try (KafkaSender sender = running.sender()) {
            byte[] nonsense = "{\"kind\":\"rule\"}".getBytes(StandardCharsets.UTF_8);
            sender.send(new OutgoingRecord(names.control(), nonsense, nonsense, START.toEpochMilli()));
            sender.flush();
        }
        List<byte[]> told = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> told.addAll(errors.next(Duration.ofSeconds(1))) && !told.isEmpty());
        assertThat(new String(told.get(0), StandardCharsets.UTF_8)).contains("the kind 'rule' is unknown");
        await().atMost(PATIENCE)
                .until(() -> query(
                                running, "SELECT kind, reason FROM flywheel.control_record WHERE verdict = 'refused'")
                        .toString()
                        .contains("-|the kind 'rule' is unknown"));
    }

    private static void acknowledge(RunningJob running, Controls controls, Controls.Place place) throws Exception {
        String fingerprint = query(running, "SELECT min(fingerprint) FROM flywheel.v_alerts WHERE status = 'firing'")
                .get(0);
        assertThat(controls.acknowledge(place, fingerprint.substring(0, 20), null, "ann")
                        .verdict())
                .isEqualTo("accepted");
        await().atMost(PATIENCE)
                .until(() -> query(
                                running,
                                "SELECT fingerprint, acked_by FROM flywheel.v_alerts WHERE acked_at IS NOT NULL")
                        .equals(List.of(fingerprint + "|ann")));
        assertThatThrownBy(() -> controls.acknowledge(place, "no such", null, "ann"))
                .isInstanceOf(Failure.class);
    }

    private static void silence(RunningJob running, Controls controls, Controls.Place place) throws Exception {
        Controls.Published silence =
                controls.silence(place, List.of("rule=anybody", "customer_id=~.*"), Duration.ofHours(2), "ann", "why");
        assertThat(silence.verdict()).isEqualTo("accepted");
        String shown =
                "SELECT version, matchers #>> '{1,comparison}', comment, ends_at - starts_at >= '2h' FROM flywheel.alert_silence";
        assertThat(query(running, shown)).containsExactly("1|=~|why|t");
        assertThat(controls.endSilence(place, silence.id(), "bob").verdict()).isEqualTo("accepted");
        assertThat(query(running, shown)).containsExactly("2|=~|why|f");
    }

    @Test
    void aReplayIsJudgedByWhatWasInForceThenHoweverOftenItIsRun() throws Exception {
        Path decisions = folder.resolve("decisions.jsonl");
        Files.write(
                decisions,
                List.of(
                        line(2, START, rules(2, "early", "activities", 1)),
                        line(3, START.plus(Duration.ofHours(2)), rules(3, "late", "activities", 1))));
        List<String> first = replay("first", decisions);
        List<String> second = replay("second", decisions);

        assertThat(second).isEqualTo(first);
        assertThat(first).isNotEmpty().allMatch(line -> line.endsWith(",early"));
    }

    private List<String> replay(String name, Path decisions) throws Exception {
        Path dump = folder.resolve(name + "-dump");
        new LocalReplay(new MomentumTables(), new Configurations(), Clock.systemUTC())
                .run(
                        new ReplayRequest(
                                "canonical",
                                input,
                                null,
                                Map.of(),
                                Disturbance.none(),
                                dump,
                                Duration.ofMinutes(3),
                                folder.resolve(name),
                                decisions),
                        Progress.silent());
        // which of a customer's updates is the first to be told depends on how many fall together, which alert fires
        // does not
        return Files.readAllLines(dump.resolve("alert_transition.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> cells[0] + "," + cells[3])
                .distinct()
                .toList();
    }

    private static String line(int version, Instant from, Path rules) throws Exception {
        ControlRecord record = new ControlRecord(
                ControlKind.RULES, "rules", version, from.toEpochMilli(), null, "ann", Files.readString(rules));
        return new String(ControlJson.write(record), StandardCharsets.UTF_8);
    }

    private Path rules(int version, String name, String value, int firesAt) throws Exception {
        return Files.writeString(
                folder.resolve("rules-" + version + name + ".yaml"), """
                version: %d
                rules:
                  - name: %s
                    about: customer
                    severity: info
                    summary: Somebody did something
                    runbook: none
                    value: %s
                    fires_at_or_above: %d
                """.formatted(version, name, value, firesAt));
    }

    private Path configuration(RunningJob running) throws Exception {
        return Files.writeString(
                folder.resolve("wheel.yaml"),
                String.join(
                        "\n",
                        "kafka.bootstrap-servers: " + running.kafka.bootstrapServers(),
                        "postgres.url: " + running.database.access().jdbcUrl(),
                        "postgres.user: " + running.database.access().user(),
                        "postgres.password-file: " + running.database.passwordFile(),
                        ""));
    }

    private static List<String> query(RunningJob running, String sql) throws Exception {
        return World.query(running.database.access(), sql);
    }
}
