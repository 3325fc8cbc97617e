package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.state.LocalState;
import io.flywheel.local.state.StateInspection;
import io.flywheel.local.state.StateQuestions.Restore;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every release leaves a small savepoint behind, taken in the middle of a story; each later build restores it and tells the rest of the story as that release did.
 *
 * <p><b>Shape:</b> a folder {@code savepoints/VERSION} holds the story as canonical lines, the savepoint after its first half, and the tables at its end. It is written with
 * {@code -Dsavepoint.write=VERSION}, and once released never again. {@code layout-2} is of a build before the first release: a customer in layout 2, the wheel's in form 1, no hotspots and
 * no alerts; and of the tables those that it had.
 */
class CommittedSavepointIT {

    private static final Path COMMITTED = Path.of("src", "test", "resources", "savepoints");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final long LARGEST_BYTES = 1 << 20;

    @TempDir
    private Path directory;

    static Stream<Path> committed() throws IOException {
        try (Stream<Path> folders = Files.list(COMMITTED)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("committed")
    void theTablesAreThoseOfTheReleaseThatTookIt(Path release) throws Exception {
        Path savepoint = release.resolve("savepoint");
        assertThat(new LocalState()
                        .check(new Restore(savepoint.toString(), null, 2, 0))
                        .problems())
                .isEmpty();
        try (World world = new World(directory.resolve("world"));
                SavedRun run = new SavedRun(directory.resolve("run"), JobKind.PIPELINE, world.endpoints)) {
            List<OutgoingRecord> records = World.records(world.endpoints, release.resolve("events.jsonl"));
            // what is not touched again after the savepoint was written before it
            run.start(1);
            sendFirstHalf(world, records);
            run.cancel();

            MomentumTables.Mark mark = world.mark();
            run.resume(2, savepoint);
            world.send(secondHalf(records));
            world.finish(World.latest(records), 2, mark);
            run.stop();
            Map<String, String> tables = world.dump(directory.resolve("dump"));
            Map<String, String> expected = World.contents(release.resolve("tables"));

            assertThat(tables.keySet()).containsAll(expected.keySet());
            assertThat(World.differences(expected, tables)).isEmpty();
        }
    }

    /** Runs only when it is asked to, and leaves the folder of a release behind. */
    @Test
    void aReleaseLeavesItsSavepointBehind() throws Exception {
        String version = System.getProperty("savepoint.write", "");
        if (version.isEmpty()) {
            assertThat(committed()).as("releases with a savepoint").isNotEmpty();
            return;
        }
        Path release = Files.createDirectories(COMMITTED.resolve(version));
        Path events = release.resolve("events.jsonl");
        CanonicalLines.write(story().iterator(), events);
        try (World world = new World(directory.resolve("world"));
                SavedRun run = new SavedRun(directory.resolve("run"), JobKind.PIPELINE, world.endpoints)) {
            List<OutgoingRecord> records = World.records(world.endpoints, events);
            run.start(1);
            sendFirstHalf(world, records);
            Path savepoint = run.stop();
            replace(savepoint, release.resolve("savepoint"));

            MomentumTables.Mark mark = world.mark();
            run.resume(1, savepoint);
            world.send(secondHalf(records));
            world.finish(World.latest(records), 1, mark);
            run.stop();
            Map<String, String> tables = world.dump(directory.resolve("dump"));
            assertThat(tables).containsKeys("customer.csv", "customer_momentum.csv", "flywheel_window.csv");
            Path kept = Files.createDirectories(release.resolve("tables"));
            for (Map.Entry<String, String> table : tables.entrySet()) {
                Files.writeString(kept.resolve(table.getKey()), table.getValue());
            }
        }
        assertThat(bytes(release.resolve("savepoint"))).isBetween(1L, LARGEST_BYTES);
        StateInspection held =
                new LocalState().inspect(release.resolve("savepoint").toString(), 3);
        assertThat(held.customers()).isNotEmpty();
    }

    private static void sendFirstHalf(World world, List<OutgoingRecord> records) {
        List<OutgoingRecord> first = records.subList(0, records.size() / 2);
        world.send(first);
        world.awaitMoreThan(first.size() - 1L);
        world.awaitCustomers();
    }

    private static List<OutgoingRecord> secondHalf(List<OutgoingRecord> records) {
        return records.subList(records.size() / 2, records.size());
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> old = Files.list(to)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }

    private static List<RecordedEvent> story() {
        List<RecordedEvent> events = World.invented(Scenario.demo(11, START)
                .withCustomers(12)
                .withEventsPerSecond(0.5)
                .withDuration(Duration.ofMinutes(12)));
        return events;
    }
}
