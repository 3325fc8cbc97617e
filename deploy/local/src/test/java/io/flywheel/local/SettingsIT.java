package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.app.control.ControlJson;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.LocalControls;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.replay.LocalReplay;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights, thresholds and models that change while the jobs run, between a real Kafka, Flink and PostgreSQL: how soon they are in force, that they outlast a restart, and that a replay counts by them. */
class SettingsIT {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant CHANGE = START.plus(Duration.ofHours(1));
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(50);
    private static final int EVENTS = 160;
    /** The promise is two seconds; a machine that is busy with other things is no reason to fail. */
    private static final long AT_MOST_MILLIS = 20_000;

    private static final String WEIGHTS = CatalogueFile.builtIn()
            .replaceFirst("version: 1\n", "version: 2\n")
            .replace("side: push, weight: 0.2", "side: push, weight: 20");

    @TempDir
    private Path folder;

    @Test
    void weightsAndRulesAreInForceSoonAndOutlastARestart() throws Exception {
        try (World world = new World(folder.resolve("world"));
                SavedRun run = new SavedRun(folder.resolve("run"), JobKind.PIPELINE, world.endpoints)) {
            run.start(1);
            List<OutgoingRecord> views = views(world, EVENTS + 2);
            world.send(views.subList(0, 1));
            awaitVersions(world, Map.of("c000", 1));
            refuseOtherHalfLives(world);

            long[] sentAt = new long[EVENTS];
            long publishedAt = System.nanoTime();
            publish(world, ControlKind.CATALOGUE, 2, WEIGHTS);
            publish(world, ControlKind.RULES, 9, World.RULES_ABOUT_ANYBODY);
            for (int i = 0; i < EVENTS; i++) {
                sentAt[i] = (System.nanoTime() - publishedAt) / 1_000_000;
                world.send(views.subList(i + 1, i + 2));
                pause();
            }
            await().atMost(PATIENCE).until(() -> number(world, "SELECT count(*) FROM flywheel.customer") == EVENTS + 1);
            report(
                    "weights",
                    sentAt,
                    world,
                    "SELECT customer_id FROM flywheel.customer_momentum WHERE pushes_total < 20");
            report(
                    "rules",
                    sentAt,
                    world,
                    "SELECT customer_id FROM flywheel.customer WHERE customer_id NOT IN (SELECT subject FROM flywheel.v_alerts WHERE rule_name = 'anybody')");
            // who was counted before the change was heard of, and measured after it, has the old weight in a row of the
            // new version
            assertThat(
                            query(
                                    world,
                                    "SELECT count(*) FROM flywheel.customer_momentum WHERE pushes_total NOT IN (20, 0.2) OR (map_version < 2 AND pushes_total <> 0.2)"))
                    .containsExactly("0");

            Path savepoint = run.stop();
            run.resume(1, savepoint);
            world.send(views.subList(EVENTS + 1, EVENTS + 2));
            awaitVersions(world, Map.of(customer(EVENTS + 1), 2));
        }
    }

    private static void pause() {
        await().pollDelay(BETWEEN_EVENTS).until(() -> true);
    }

    /** Leaves behind the time from publishing to the first event from which on all are judged by what was published. */
    private static void report(String what, long[] sentAt, World world, String judgedByTheOld) throws Exception {
        List<String> old = query(world, judgedByTheOld);
        int first = EVENTS;
        while (first > 0 && !old.contains(customer(first))) {
            first--;
        }
        assertThat(first).as("some event of after the change is judged by it").isLessThan(EVENTS);
        long millis = sentAt[first];
        Files.writeString(
                Path.of("target", "in-force-" + what + ".txt"),
                what + " published while the job runs are in force " + millis + " ms later\n");
        assertThat(millis).isLessThan(AT_MOST_MILLIS);
    }

    private void refuseOtherHalfLives(World world) throws Exception {
        Path file = Files.writeString(
                folder.resolve("slow.yaml"),
                WEIGHTS.replace("name: touch, half_life_days: 7", "name: touch, half_life_days: 8"));
        Controls.Published published = new LocalControls(new Configurations(), Clock.systemUTC())
                .setting(
                        new Controls.Place(world.configuration, folder),
                        Controls.Setting.CATALOGUE,
                        file,
                        CHANGE,
                        "ann");

        assertThat(published.verdict()).isEqualTo("refused");
        assertThat(published.reason()).contains("'classes' differ from version 1");
    }

    @Test
    void aReplayCountsByWhatWasInForceThenHoweverOftenItIsRun() throws Exception {
        List<RecordedEvent> events = World.invented(
                Scenario.demo(7, START).withCustomers(20).withEventsPerSecond(2).withDuration(Duration.ofMinutes(20)));
        Path input = folder.resolve("events.jsonl");
        CanonicalLines.write(events.iterator(), input);
        Instant middle = START.plus(Duration.ofMinutes(10));
        Path decisions = folder.resolve("decisions.jsonl");
        Files.write(
                decisions,
                List.of(
                        line(ControlKind.CATALOGUE, 2, middle, WEIGHTS),
                        line(ControlKind.DETECTORS, 1, middle, "clicks: {rage_clicks: 4}"),
                        line(
                                ControlKind.MODEL,
                                1,
                                middle,
                                RiskModelFile.builtIn().replaceFirst("version: .*", "version: second"))));

        Map<String, String> first = replay("first", input, decisions);
        Map<String, String> second = replay("second", input, decisions);

        assertThat(World.differences(first, second)).isEmpty();
        assertThat(first.get("customer_momentum.csv")).containsPattern(",1\\R").containsPattern(",2\\R");
        assertThat(first.get("churn_friction.csv")).contains("second");
    }

    /** What the tables hold in the end; alerts hang on how many updates fall together, and are left out. */
    private Map<String, String> replay(String name, Path input, Path decisions) throws Exception {
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
        Map<String, String> tables = new TreeMap<>(World.contents(dump));
        tables.keySet().removeIf(table -> table.startsWith("alert") || table.startsWith("control_record"));
        return tables;
    }

    private static void publish(World world, ControlKind kind, int version, String content) {
        world.decide(new ControlRecord(kind, kind.word(), version, CHANGE.toEpochMilli(), null, "ann", content));
    }

    private static String line(ControlKind kind, int version, Instant from, String content) {
        ControlRecord record = new ControlRecord(kind, kind.word(), version, from.toEpochMilli(), null, "ann", content);
        return new String(ControlJson.write(record), StandardCharsets.UTF_8);
    }

    private static String customer(int number) {
        return String.format(Locale.ROOT, "c%03d", number);
    }

    /** One view of a page by each of so many customers, the first before the change and all others after it. */
    private List<OutgoingRecord> views(World world, int count) throws Exception {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = (i == 0 ? START : CHANGE).plusMillis(i);
            events.add(RecordedEvent.of(
                    ClickstreamEvent.newBuilder()
                            .setEventId("e" + i)
                            .setSource("test")
                            .setOccurredAt(at)
                            .setCustomerId(customer(i))
                            .setActor(Actor.customer)
                            .setType(ClickstreamType.page_view)
                            .build(),
                    at.toEpochMilli()));
        }
        Path file = folder.resolve("views.jsonl");
        CanonicalLines.write(events.iterator(), file);
        return World.records(world.endpoints, file);
    }

    private static void awaitVersions(World world, Map<String, Integer> expected) {
        expected.forEach((customer, version) -> await().atMost(PATIENCE)
                .until(() -> query(
                                world,
                                "SELECT map_version FROM flywheel.customer_momentum WHERE customer_id = '" + customer
                                        + "'")
                        .equals(List.of(String.valueOf(version)))));
    }

    private static int number(World world, String sql) throws Exception {
        return Integer.parseInt(query(world, sql).get(0));
    }

    private static List<String> query(World world, String sql) throws Exception {
        return World.query(world.database.access(), sql);
    }
}
