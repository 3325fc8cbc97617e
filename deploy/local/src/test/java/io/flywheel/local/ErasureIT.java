package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.decisions.EraseReport;
import io.flywheel.local.decisions.EraseRequest;
import io.flywheel.local.decisions.LocalErase;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.progress.Progress;
import io.flywheel.scenarios.RecordedEvent;
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
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer with an open alert is erased while the pipeline runs between a real Kafka and PostgreSQL: nothing is left of them, nothing brings them back, and others stay as they are. */
class ErasureIT {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ERASED = "to-be-erased-7f3a9c";
    private static final int OTHERS = 6;
    private static final int PARTS = 2;
    private static final int EVENTS_EACH = 3;
    private static final String TABLES =
            "SELECT relname FROM pg_class WHERE relnamespace = 'flywheel'::regnamespace AND relkind = 'r' AND relname <> 'flyway_schema_history' ORDER BY 1";
    private static final Set<String> SUMS =
            Set.of("flywheel_window.csv", "friction_hotspot_window.csv", "growth_accounting_day.csv");

    @TempDir
    private Path folder;

    @Test
    void nothingIsLeftOfAnErasedCustomerAndNothingBringsThemBack() throws Exception {
        try (World world = new World(folder.resolve("world"));
                SavedRun run = new SavedRun(folder.resolve("run"), JobKind.PIPELINE, world.endpoints)) {
            world.decide(new ControlRecord(
                    ControlKind.RULES, "rules", 9, START.toEpochMilli() - 1, null, "ann", World.RULES_ABOUT_ANYBODY));
            List<OutgoingRecord> events = events(world);
            MomentumTables.Mark first = world.mark();
            run.start(PARTS);
            world.send(events);
            world.finish(World.latest(events), PARTS, first);
            await().atMost(PATIENCE)
                    .until(() -> query(
                                    world, "SELECT status FROM flywheel.v_alerts WHERE customer_id = '" + ERASED + "'")
                            .equals(List.of("firing")));
            Path before = run.stop();
            assertThat(filesThatName(before))
                    .as("the search finds what is there")
                    .isNotEmpty();
            Path kept = copy(before);
            run.resume(PARTS, before);
            Map<String, String> rowsBefore = rowsOfOthers(world, "before");

            EraseReport report = erase(world);

            assertThat(report.verdict()).isEqualTo("accepted");
            assertThat(report.stages())
                    .extracting(stage -> stage.stage() + " " + stage.parts() + " " + stage.customersForgotten())
                    .containsExactlyInAnyOrder("customers 2 1", "wheel 2 1", "alerts 2 1");
            assertThat(report.rows())
                    .contains(new EraseReport.Rows("customer", 1), new EraseReport.Rows("alert_instance", 1));
            assertThat(tablesThatName(world)).isEmpty();

            world.send(events);
            await().atMost(PATIENCE).until(() -> refused(world) == EVENTS_EACH);
            Path after = run.stop();
            assertThat(filesThatName(after)).isEmpty();
            assertThat(tablesThatName(world)).isEmpty();
            assertThat(World.differences(rowsBefore, rowsOfOthers(world, "after")))
                    .isEmpty();

            goesWhenRestoredFromBefore(world, run, kept, events);
            staysAwayWhenAllIsReadAgain(world, run, events);
            Map<String, String> again = rowsOfOthers(world, "again");
            rowsBefore.keySet().removeIf(SUMS::contains);
            again.keySet().removeIf(SUMS::contains);
            assertThat(again).containsKeys("customer.csv", "customer_momentum.csv", "customer_wheel.csv");
            assertThat(World.differences(rowsBefore, again)).isEmpty();
            assertThat(query(
                            world,
                            "SELECT pushes FROM flywheel.flywheel_window WHERE grain = '1d' AND dim_type = 'all'"))
                    .as("computed again, sums are without the customer")
                    .containsExactly(String.valueOf(OTHERS * EVENTS_EACH));
        }
    }

    private void goesWhenRestoredFromBefore(World world, SavedRun run, Path kept, List<OutgoingRecord> events)
            throws Exception {
        long epochs = epochs(world);
        MomentumTables.Mark resumed = world.mark();
        run.resume(PARTS, kept);
        await().atMost(PATIENCE)
                .until(() -> query(
                                world,
                                "SELECT stage, sum(customers_forgotten) FROM flywheel.erasure_step WHERE writer_epoch > "
                                        + epochs + " GROUP BY stage HAVING count(*) = " + PARTS + " ORDER BY stage")
                        .equals(List.of("alerts|1", "customers|1", "wheel|1")));
        world.finish(World.latest(events), PARTS, resumed);
        assertThat(tablesThatName(world)).isEmpty();
        assertThat(filesThatName(run.stop())).isEmpty();
    }

    private void staysAwayWhenAllIsReadAgain(World world, SavedRun run, List<OutgoingRecord> events) throws Exception {
        MomentumTables.Mark again = world.mark();
        run.start(PARTS);
        world.finish(World.latest(events), PARTS, again);
        assertThat(filesThatName(run.stop())).isEmpty();
        assertThat(tablesThatName(world)).isEmpty();
    }

    private EraseReport erase(World world) {
        return new LocalErase(new Configurations(), Clock.systemUTC())
                .run(
                        new EraseRequest(
                                new Controls.Place(world.configuration, folder), ERASED, "ann", PATIENCE, List.of()),
                        Progress.silent());
    }

    private List<OutgoingRecord> events(World world) throws Exception {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < (OTHERS + 1) * EVENTS_EACH; i++) {
            int number = i % (OTHERS + 1);
            Instant at = START.plusSeconds(i);
            events.add(RecordedEvent.of(
                    ClickstreamEvent.newBuilder()
                            .setEventId("e" + i)
                            .setSource("test")
                            .setOccurredAt(at)
                            .setCustomerId(number == 0 ? ERASED : String.format(Locale.ROOT, "other-%03d", number))
                            .setActor(Actor.customer)
                            .setType(ClickstreamType.page_view)
                            .build(),
                    at.toEpochMilli()));
        }
        Path file = folder.resolve("events.jsonl");
        CanonicalLines.write(events.iterator(), file);
        return World.records(world.endpoints, file);
    }

    /** Beside the run's own copy, which it takes into its keeping. */
    private Path copy(Path savepoint) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("kept-" + savepoint.getFileName()));
        try (var files = Files.list(savepoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }

    private static List<Path> filesThatName(Path savepoint) throws Exception {
        List<Path> named = new ArrayList<>();
        try (var files = Files.walk(savepoint)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // one character a byte, so that what is not text stays as it is
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(ERASED)) {
                    named.add(file);
                }
            }
        }
        return named;
    }

    private static List<String> tablesThatName(World world) throws Exception {
        List<String> named = new ArrayList<>();
        for (String table : query(world, TABLES)) {
            String count = query(
                            world,
                            "SELECT count(*) FROM flywheel." + table + " AS t WHERE strpos(t::text, '" + ERASED
                                    + "') > 0")
                    .get(0);
            if (!count.equals("0")) {
                named.add(table);
            }
        }
        return named;
    }

    private static long refused(World world) throws Exception {
        return Long.parseLong(query(
                        world,
                        "SELECT coalesce(sum((rejected_by_reason ->> 'ERASED')::bigint), 0) FROM flywheel.data_quality_window")
                .get(0));
    }

    private static long epochs(World world) throws Exception {
        return Long.parseLong(query(world, "SELECT max(writer_epoch) FROM flywheel.erasure_step")
                .get(0));
    }

    /** Without what says what people did and what became of events, which is more with each time that they are sent. */
    private Map<String, String> rowsOfOthers(World world, String name) throws Exception {
        Map<String, String> rows = new TreeMap<>();
        world.dump(folder.resolve("dump-" + name)).forEach((table, lines) -> {
            if (!table.startsWith("control_record") && !table.startsWith("data_quality")) {
                rows.put(
                        table,
                        lines.lines()
                                .filter(line -> !line.contains(ERASED))
                                .reduce("", (one, line) -> one + line + "\n"));
            }
        });
        return rows;
    }

    private static List<String> query(World world, String sql) throws Exception {
        return World.query(world.database.access(), sql);
    }
}
