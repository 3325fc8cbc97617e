package io.flywheel.local;

import io.flywheel.local.failure.Failure;
import io.flywheel.local.flink.LocalFlink;
import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.LoopbackPorts;
import io.flywheel.local.home.PeakMemory;
import io.flywheel.local.home.RunningDemo;
import io.flywheel.local.kafka.EmbeddedKafka;
import io.flywheel.local.kafka.TopicSpec;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.local.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The machinery of one run, started in the order in which its parts need each other.
 *
 * <p><b>Shape:</b> with endpoints given from outside only Flink is started here; otherwise PostgreSQL and Kafka too.
 */
public final class LocalStack {

    private final Parts parts;
    private final DataDirectory directory;
    private final Progress progress;
    private @Nullable EmbeddedDatabase database;
    private @Nullable EmbeddedKafka kafka;
    private @Nullable LocalFlink flink;
    private @Nullable CompletableFuture<LocalFlink> flinkStarting;

    public LocalStack(Parts parts, DataDirectory directory, Progress progress) {
        this.parts = parts;
        this.directory = directory;
        this.progress = progress;
    }

    /** PostgreSQL is a process of its own, so Kafka and Flink use the time that it needs. */
    public Endpoints startWorld(
            Ports ports, MomentumTables tables, Configurations configurations, Map<String, String> settings) {
        CompletableFuture<EmbeddedKafka> kafkaStarting =
                CompletableFuture.supplyAsync(() -> EmbeddedKafka.start(directory.kafka(), ports.kafka()));
        CompletableFuture<LocalFlink> starting =
                CompletableFuture.supplyAsync(() -> LocalFlink.start(directory, ports.web(), parallelism()));
        flinkStarting = starting;
        progress.begin("PostgreSQL");
        EmbeddedDatabase startedDatabase = parts.start(
                "PostgreSQL",
                () -> EmbeddedDatabase.start(directory.postgres(), directory.programs(), ports.postgres()));
        database = startedDatabase;
        int count = tables.migrate(startedDatabase.access());
        progress.done(count + " tables");
        progress.begin("Kafka");
        EmbeddedKafka startedKafka = parts.start("Kafka", () -> await(kafkaStarting));
        kafka = startedKafka;
        Endpoints endpoints = configurations.embedded(startedKafka.bootstrapServers(), startedDatabase, settings);
        Map<String, TopicSpec> topics = new LocalJob(JobKind.PIPELINE, endpoints.config()).topics();
        startedKafka.createTopics(topics);
        progress.done(topics.size() + " topics");
        return endpoints;
    }

    /** The part that was started beside others, or the failure of its start as it was. */
    private static <T> T await(CompletableFuture<T> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Subtasks of every operator. */
    public static int parallelism() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }

    public WatchedJob startJob(JobKind kind, int webPort, Endpoints endpoints) {
        progress.begin("Flink job");
        CompletableFuture<LocalFlink> starting = flinkStarting == null
                ? CompletableFuture.completedFuture(LocalFlink.start(directory, webPort, parallelism()))
                : flinkStarting;
        LocalFlink started = parts.start("Flink", () -> await(starting));
        flink = started;
        LocalJob graph = new LocalJob(kind, endpoints.config());
        WatchedJob job = new WatchedJob(
                started.submit(graph.title(), graph::build), parts, "read the log in " + directory.logs());
        job.awaitRunning();
        progress.done("RUNNING");
        return job;
    }

    public String page() {
        return flink == null ? "http://" + LoopbackPorts.HOST : flink.page().toString();
    }

    public PeakMemory memory() {
        EmbeddedDatabase watched = database;
        return new PeakMemory(() -> watched == null ? java.util.OptionalLong.empty() : watched.pid());
    }

    /** Lets other commands find this run. */
    public void leaveCard() {
        if (database == null || kafka == null || flink == null) {
            return;
        }
        try {
            new RunningDemo(
                            ProcessHandle.current().pid(),
                            database.port(),
                            kafka.port(),
                            flink.page().getPort())
                    .write(directory.root());
        } catch (IOException e) {
            throw new UncheckedIOException("the card of this run can not be written in " + directory.root(), e);
        }
    }
}
