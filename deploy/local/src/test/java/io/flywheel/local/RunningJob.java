package io.flywheel.local;

import static org.awaitility.Awaitility.await;

import io.flywheel.app.config.JobOptions;
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
import org.apache.flink.core.execution.JobClient;

/** The momentum job between a real Kafka and a real PostgreSQL, each within a test's reach. */
final class RunningJob implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final EmbeddedDatabase database;
    final EmbeddedKafka kafka;
    final Endpoints endpoints;
    private final Parts parts = new Parts();
    private final LocalFlink flink;
    private final LocalJob graph;
    private final JobClient job;
    private final MomentumTables tables = new MomentumTables();
    private final MomentumTables.Mark start;

    RunningJob(Path state) throws Exception {
        Files.createDirectories(PROGRAMS);
        Files.createDirectories(state);
        Files.createSymbolicLink(state.resolve("programs"), PROGRAMS);
        DataDirectory directory = parts.start("data directory", () -> DataDirectory.take(state));
        database =
                parts.start("PostgreSQL", () -> EmbeddedDatabase.start(directory.postgres(), directory.programs(), 0));
        tables.migrate(database.access());
        kafka = parts.start("Kafka", () -> EmbeddedKafka.start(directory.kafka(), 0));
        endpoints = new Configurations().embedded(kafka.bootstrapServers(), database);
        graph = new LocalJob(JobKind.PIPELINE, endpoints.config());
        kafka.createTopics(graph.topics());
        flink = parts.start("Flink", () -> LocalFlink.start(directory, 0, LocalStack.parallelism()));
        start = tables.mark(database.access());
        job = flink.submit(endpoints.config().value(JobOptions.JOB_NAME), graph::build);
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

    /** Lets the clock pass the latest arrival and waits until everything is in the tables. */
    void finish(long latestMillis) {
        long end = latestMillis + Duration.ofMinutes(5).toMillis();
        try (KafkaSender sender = sender()) {
            sender.heartbeats(graph.inputs(), end);
            sender.flush();
        }
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> tables.writtenUpToMillis(
                                database.access(), graph.name(), graph.parts(LocalStack.parallelism()), start)
                        >= graph.watermarkAfter(end));
    }

    Tally tally() throws Exception {
        return tables.tally(database.access());
    }

    void dump(Path directory) throws IOException {
        tables.dump(database.access(), directory);
    }

    /** How often Flink has restarted the job; the page answers with nothing until it has asked its job once. */
    int restarts() {
        URI metric = flink.page().resolve("/jobs/" + job.getJobID() + "/metrics?get=numRestarts");
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
