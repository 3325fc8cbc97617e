package io.flywheel.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.local.demo.DemoReport;
import io.flywheel.local.demo.DemoRequest;
import io.flywheel.local.demo.LocalDemo;
import io.flywheel.local.explain.Explanation;
import io.flywheel.local.explain.LocalExplain;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.replay.LocalReplay;
import io.flywheel.local.replay.ReplayReport;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runs behind the commands, with real Kafka, Flink and PostgreSQL. */
class LocalRunsIT {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final Heard heard = new Heard();
    private final MomentumTables tables = new MomentumTables();
    private final Configurations configurations = new Configurations();
    private final LocalReplay replay = new LocalReplay(tables, configurations, Clock.systemUTC());

    @BeforeEach
    void programsAreUnpackedOnce() throws IOException {
        Files.createDirectories(PROGRAMS);
        Files.createDirectories(directory.resolve("state"));
        Files.createSymbolicLink(directory.resolve("state").resolve("programs"), PROGRAMS);
    }

    @Test
    void aDisturbedReplayEndsInTheSameTablesAndExplainAddsUp() throws IOException {
        List<RecordedEvent> events = invented(Duration.ofMinutes(20));
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(events.iterator(), input);
        Path plain = directory.resolve("plain");
        Path disturbed = directory.resolve("disturbed");

        ReplayReport report = replay.run(request(input, Disturbance.none(), plain, Duration.ofMinutes(4)), heard);
        assertThat(report.read()).isEqualTo(events.size()).isEqualTo(report.lines());
        assertThat(report.accepted()).isEqualTo(events.size());
        assertThat(report.customers())
                .isEqualTo(events.stream().map(RecordedEvent::key).distinct().count());
        assertThat(heard.done).anyMatch(line -> line.startsWith("Flink job: RUNNING"));
        explanationAddsUp(events);

        Disturbance disturbance = new Disturbance(Duration.ofDays(1), 0.2, 7);
        ReplayReport second = replay.run(request(input, disturbance, disturbed, Duration.ofMinutes(4)), heard);
        assertThat(second.duplicates()).isEqualTo(second.copies()).isPositive();
        assertThat(second.read())
                .isEqualTo(second.accepted() + second.duplicates() + second.late() + second.rejected());
        assertThat(contents(disturbed)).isEqualTo(contents(plain));
    }

    private void explanationAddsUp(List<RecordedEvent> events) {
        LocalExplain explain = new LocalExplain(configurations);
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.eventId()));
        Explanation found = explain.explain("globex", null, directory.resolve("state"));
        assertThat(found.contributions())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(ids).containsAll(reason.eventIds()));
        assertThat(found.contributions().stream()
                        .mapToDouble(Explanation.Reason::velocityPerDay)
                        .sum())
                .isCloseTo(found.velocity(), within(1e-6));
        assertThat(found.contributions().stream()
                        .mapToDouble(Explanation.Reason::frictionPerDay)
                        .sum())
                .isCloseTo(found.friction(), within(1e-6));
        assertThat(found.contributions().stream()
                        .mapToDouble(Explanation.Reason::momentumPerDay)
                        .sum())
                .isCloseTo(found.momentum(), within(1e-6));
        Explanation.Risk risk = requireNonNull(found.risk());
        assertThat(risk.reasons())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason.inWords()).isNotEqualTo(reason.factor()));
        assertThat(risk.baseLogOdds()
                        + risk.reasons().stream()
                                .mapToDouble(Explanation.RiskReason::logOdds)
                                .sum())
                .isCloseTo(risk.logOdds(), within(1e-6));
        assertThat(risk.frictionExcessInWords())
                .endsWith("x the friction that this much activity would lead one to expect");
        assertThat(found.wayBack() == null).isEqualTo(found.band().equals("green"));
        assertThatThrownBy(() -> explain.explain("nobody", null, directory.resolve("state")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CUSTOMER_UNKNOWN));
    }

    @Test
    void aReplayThatTakesTooLongSaysHowFarItCame() throws IOException {
        Path input = directory.resolve("events.jsonl");
        CanonicalLines.write(invented(Duration.ofSeconds(5)).iterator(), input);
        assertThatThrownBy(() -> replay.run(
                        request(input, Disturbance.none(), directory.resolve("dump"), Duration.ZERO),
                        Progress.silent()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMED_OUT));
    }

    @Test
    void aDemoIsReadyWhenARowWasReadBackAndEndsAfterItsTime() {
        LocalDemo demo = new LocalDemo(tables, configurations, Clock.systemUTC());
        DemoRequest request = new DemoRequest(
                Instant.now(),
                Duration.ofSeconds(40),
                20,
                50,
                42,
                Ports.anyFree(),
                directory.resolve("state"),
                false,
                null);
        DemoReport report = demo.run(request, heard);
        assertThat(report.secondsToFirstRow()).isPositive().isLessThanOrEqualTo(report.secondsToReady());
        assertThat(report.seconds()).isBetween(40.0, 80.0);
        assertThat(report.customers()).isPositive();
        assertThat(report.eventsIn()).isGreaterThan(100);
        assertThat(report.rejected()).isZero();
        assertThat(heard.said)
                .anyMatch(line -> line.contains("heckout"))
                .anyMatch(line -> line.contains("http://127.0.0.1:"));
    }

    @Test
    void withoutAnyRunBeforeExplainSaysWhatToDo() {
        LocalExplain explain = new LocalExplain(configurations);
        assertThatThrownBy(() -> explain.explain("c1", null, directory.resolve("empty")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.next()).contains("flywheel demo"));
    }

    private static List<RecordedEvent> invented(Duration duration) {
        List<RecordedEvent> events = World.invented(
                Scenario.demo(7, START).withCustomers(60).withEventsPerSecond(3).withDuration(duration));
        return events;
    }

    private static Map<String, String> contents(Path dump) throws IOException {
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

    private ReplayRequest request(Path input, Disturbance disturbance, Path dump, Duration timeout) {
        return new ReplayRequest(
                "canonical", input, null, Map.of(), disturbance, dump, timeout, directory.resolve("state"), null);
    }

    private static final class Heard implements Progress {

        private final List<String> done = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private String phase = "";

        @Override
        public void begin(String name) {
            phase = name;
        }

        @Override
        public void done(String detail) {
            done.add(phase + ": " + detail);
        }

        @Override
        public void update(String detail) {}

        @Override
        public void say(String line) {
            said.add(line);
        }
    }
}
