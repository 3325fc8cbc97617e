package io.flywheel.local;

import static org.awaitility.Awaitility.await;

import io.flywheel.local.flink.LocalFlink;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.kafka.EmbeddedKafka;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;

/** Jobs between a real Kafka and a real PostgreSQL, each within a test's reach; in the order in which the records pass them. */
final class RunningJob implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    final EmbeddedDatabase database;
    final EmbeddedKafka kafka;
    final Endpoints endpoints;
    private final Parts parts = new Parts();
    private final LocalFlink flink;
    private final List<LocalJob> graphs;
    private final List<WatchedJob> jobs;
    private final MomentumTables tables = new MomentumTables();
    private final MomentumTables.Mark start;

    /** All jobs in one graph. */
    RunningJob(Path state) throws Exception {
        this(state, JobKind.PIPELINE);
    }

    RunningJob(Path state, JobKind... kinds) throws Exception {
        this(state, Map.of(), kinds);
    }

    /** Some jobs with settings of their own. */
    RunningJob(Path state, Map<String, String> settings, JobKind... kinds) throws Exception {
        Files.createDirectories(PROGRAMS);
        Files.createDirectories(state);
        Files.createSymbolicLink(state.resolve("programs"), PROGRAMS);
        DataDirectory directory = parts.start("data directory", () -> DataDirectory.take(state));
        database =
                parts.start("PostgreSQL", () -> EmbeddedDatabase.start(directory.postgres(), directory.programs(), 0));
        tables.migrate(database.access());
        kafka = parts.start("Kafka", () -> EmbeddedKafka.start(directory.kafka(), 0));
        endpoints = new Configurations().embedded(kafka.bootstrapServers(), database, settings);
        graphs = Stream.of(kinds)
                .map(kind -> new LocalJob(kind, endpoints.config()))
                .toList();
        kafka.createTopics(graphs.get(0).topics());
        int slots = graphs.size() * LocalStack.parallelism();
        flink = parts.start("Flink", () -> LocalFlink.start(directory, 0, slots));
        start = tables.mark(database.access());
        jobs = graphs.stream().map(this::submit).toList();
    }

    private WatchedJob submit(LocalJob graph) {
        JobClient job = flink.submit(graph.title(), environment -> {
            environment.setParallelism(LocalStack.parallelism());
            graph.build(environment);
        });
        return new WatchedJob(job, parts, "read the log of the test");
    }

    KafkaSender sender() {
        return new KafkaSender(kafka.bootstrapServers());
    }

    /** Sends records, lets the clock pass the last of them, and waits until everything is in the tables. */
    void sendAll(List<OutgoingRecord> records) {
        try (KafkaSender sender = sender()) {
            records.forEach(sender::send);
            sender.flush();
        }
        finish(records.stream().mapToLong(OutgoingRecord::timestampMillis).max().orElse(0));
    }

    /**
     * Lets the clock pass the latest arrival and waits until everything is in the tables: job after job, because the time of a topic between them may come to the end only when all of its
     * records are there.
     */
    void finish(long latestMillis) {
        long end = latestMillis + Duration.ofMinutes(5).toMillis();
        for (LocalJob graph : graphs) {
            try (KafkaSender sender = sender()) {
                sender.heartbeats(graph.inputs(), end);
                sender.flush();
            }
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> graph.writtenUpToMillis(tables, database.access(), LocalStack.parallelism(), start)
                            >= graph.watermarkAfter(end));
        }
    }

    Tally tally() throws Exception {
        return tables.tally(database.access());
    }

    void dump(Path directory) throws IOException {
        tables.dump(database.access(), directory);
    }

    /** How often Flink has restarted the first job; the page answers with nothing until it has asked its job once. */
    int restarts() {
        URI metric = flink.page().resolve("/jobs/" + jobs.get(0).id() + "/metrics?get=numRestarts");
        HttpRequest request = HttpRequest.newBuilder(metric).build();
        HttpClient client = HttpClient.newHttpClient();
        String answer = await().atMost(PATIENCE)
                .until(
                        () -> client.send(request, HttpResponse.BodyHandlers.ofString())
                                .body(),
                        body -> body.contains("value"));
        return Integer.parseInt(answer.replaceAll(".*\"value\":\"(\\d+)\".*", "$1"));
    }

    @Override
    public void close() {
        parts.close();
    }
}
