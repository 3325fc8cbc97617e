package io.flywheel.local;

import static org.awaitility.Awaitility.await;

import io.flywheel.app.control.ControlJson;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.kafka.EmbeddedKafka;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.local.replay.RecordedFeed;
import io.flywheel.local.replay.ReplayRequest;
import io.flywheel.scenarios.Disturbance;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A real Kafka and a real PostgreSQL, and a configuration that names both, for jobs that run elsewhere and may come and go. */
final class World implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final String CUSTOMERS_ARE_THERE = """
            SELECT sum(activities) = (SELECT sum(accepted) FROM flywheel.data_quality_window)
               AND count(*) = (SELECT count(*) FROM flywheel.customer_wheel)
            FROM flywheel.customer""";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** An alert of everybody who does anything, so that one is there as soon as somebody is. */
    static final String RULES_ABOUT_ANYBODY = """
            version: 9
            rules:
              - name: anybody
                about: customer
                severity: info
                summary: Somebody did something
                runbook: none
                value: activities
                fires_at_or_above: 1
            """;

    final EmbeddedDatabase database;
    final EmbeddedKafka kafka;
    final Endpoints endpoints;
    final Path configuration;
    final MomentumTables tables = new MomentumTables();
    private final Parts parts = new Parts();
    private final LocalJob job;

    World(Path state) throws IOException {
        Files.createDirectories(PROGRAMS);
        Files.createDirectories(state);
        Files.createSymbolicLink(state.resolve("programs"), PROGRAMS);
        DataDirectory home = parts.start("data directory", () -> DataDirectory.take(state));
        database = parts.start("PostgreSQL", () -> EmbeddedDatabase.start(home.postgres(), home.programs(), 0));
        tables.migrate(database.access());
        kafka = parts.start("Kafka", () -> EmbeddedKafka.start(home.kafka(), 0));
        endpoints = new Configurations().embedded(kafka.bootstrapServers(), database);
        job = new LocalJob(JobKind.PIPELINE, endpoints.config());
        kafka.createTopics(job.topics());
        configuration = Files.writeString(
                state.resolve("wheel.yaml"),
                String.join(
                        "\n",
                        "kafka.bootstrap-servers: " + kafka.bootstrapServers(),
                        "postgres.url: " + database.access().jdbcUrl(),
                        "postgres.user: " + database.access().user(),
                        "postgres.password-file: " + database.passwordFile(),
                        ""));
    }

    /** What happens in an invented world, in the order of arrival. */
    static List<RecordedEvent> invented(Scenario scenario) {
        List<RecordedEvent> events = new ArrayList<>();
        scenario.events().forEachRemaining(events::add);
        events.sort(Comparator.comparingLong(RecordedEvent::arrivedAtMillis));
        return events;
    }

    /** Events of a file in the form of the topics, in the order of their arrival. */
    static List<OutgoingRecord> records(Endpoints endpoints, Path canonicalLines) {
        List<OutgoingRecord> records = new ArrayList<>();
        RecordedFeed.read(
                        new ReplayRequest(
                                "canonical",
                                canonicalLines,
                                null,
                                Map.of(),
                                Disturbance.none(),
                                null,
                                PATIENCE,
                                canonicalLines.resolveSibling("unused"),
                                null),
                        endpoints)
                .records()
                .forEachRemaining(records::add);
        return records;
    }

    void send(List<OutgoingRecord> records) {
        try (KafkaSender sender = new KafkaSender(kafka.bootstrapServers())) {
            records.forEach(sender::send);
            sender.flush();
        }
    }

    /** Puts a decision on the control topic, and waits for no verdict. */
    void decide(ControlRecord decision) {
        send(List.of(new OutgoingRecord(
                TopicNames.of(endpoints.config()).control(),
                decision.key().getBytes(StandardCharsets.UTF_8),
                ControlJson.write(decision),
                decision.effectiveFromMillis())));
    }

    /** The rows of an answer, cell by cell. */
    static List<String> query(DatabaseAccess access, String sql) throws SQLException {
        try (Connection connection = access.connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String cell = row.getString(column);
                    cells.add(cell == null ? "-" : cell);
                }
                lines.add(String.join("|", cells));
            }
            return lines;
        }
    }

    /** How many records the tables know of. */
    long received() throws Exception {
        return tables.tally(database.access()).received();
    }

    /** Waits until a job has told the tables of more records than before: then it works, and most likely on some that are not in the tables yet. */
    void awaitMoreThan(long before) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> received() > before);
    }

    /** Waits until everything that was taken is in the rows of the customers, those of the wheel, too. */
    void awaitCustomers() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(this::customersAreThere);
    }

    private boolean customersAreThere() throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CUSTOMERS_ARE_THERE)) {
            return row.next() && row.getBoolean(1);
        }
    }

    MomentumTables.Mark mark() throws Exception {
        return tables.mark(database.access());
    }

    /** Lets the clock pass the latest record and waits until every part of a job, started after the mark, has written all that is to be written. */
    void finish(long latestMillis, int parallelism, MomentumTables.Mark since) {
        long end = latestMillis + Duration.ofMinutes(5).toMillis();
        try (KafkaSender sender = new KafkaSender(kafka.bootstrapServers())) {
            sender.heartbeats(job.inputs(), end);
            sender.flush();
        }
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> job.writtenUpToMillis(tables, database.access(), parallelism, since)
                        >= job.watermarkAfter(end));
    }

    /**
     * The tables as text, but for alerts, which tell what was known when, and that depends on the order of arrival; and but for the parts of jobs that wrote, of which there are as many as
     * the job ever had subtasks.
     */
    Map<String, String> dump(Path folder) throws IOException {
        tables.dump(database.access(), folder);
        return contents(folder);
    }

    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith("alert_") && !name.equals("pipeline_freshness.csv")) {
                    contents.put(name, Files.readString(file));
                }
            }
        }
        return contents;
    }

    /** Lines that only one of the two has, table by table, shortened to what a person can read. */
    static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        List<String> differences = new ArrayList<>();
        expected.forEach((table, rows) -> {
            Set<String> there = linesOf(actual.getOrDefault(table, ""));
            Set<String> wanted = linesOf(rows);
            wanted.stream()
                    .filter(line -> !there.contains(line))
                    .limit(3)
                    .forEach(line -> differences.add(table + " - " + line));
            there.stream()
                    .filter(line -> !wanted.contains(line))
                    .limit(3)
                    .forEach(line -> differences.add(table + " + " + line));
        });
        return differences;
    }

    private static Set<String> linesOf(String rows) {
        return rows.lines().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static long latest(List<OutgoingRecord> records) {
        return records.stream().mapToLong(OutgoingRecord::timestampMillis).max().orElseThrow();
    }

    @Override
    public void close() {
        parts.close();
    }
}
