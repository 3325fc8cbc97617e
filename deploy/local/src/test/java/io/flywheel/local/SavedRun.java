package io.flywheel.local;

import static org.awaitility.Awaitility.await;

import io.flywheel.local.flink.LocalFlink;
import io.flywheel.local.home.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.jspecify.annotations.Nullable;

/** A job in a Flink of this process, between the Kafka and the PostgreSQL of a {@link World}, that is started from savepoints and stopped with them. */
final class SavedRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Parts parts = new Parts();
    private final LocalFlink flink;
    private final LocalJob graph;
    private final Path folder;
    private @Nullable JobClient running;

    SavedRun(Path state, JobKind kind, Endpoints endpoints) {
        DataDirectory home = parts.start("data directory", () -> DataDirectory.take(state));
        folder = home.root().resolve("savepoints");
        flink = parts.start("Flink", () -> LocalFlink.start(home, 0, 2));
        graph = new LocalJob(kind, endpoints.config());
    }

    void start(int parallelism) {
        running = flink.submit(graph.title(), environment -> {
            environment.setParallelism(parallelism);
            graph.build(environment);
        });
    }

    /** Starts from a copy, because the run takes what it is resumed from into its own keeping. */
    void resume(int parallelism, Path savepoint) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy-of-" + savepoint.getFileName()));
        try (var files = Files.list(savepoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        running = flink.resume(
                graph.title(),
                environment -> {
                    environment.setParallelism(parallelism);
                    graph.build(environment);
                },
                copy);
    }

    /** Ends the job with a savepoint in canonical form. */
    Path stop() throws Exception {
        String taken = job().stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return Path.of(taken.replaceFirst("^file:/+", "/"));
    }

    void cancel() throws Exception {
        job().cancel().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        await().atMost(PATIENCE).until(() -> status().isGloballyTerminalState());
    }

    JobStatus status() throws Exception {
        return job().getJobStatus().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private JobClient job() {
        if (running == null) {
            throw new IllegalStateException("the job was not started");
        }
        return running;
    }

    @Override
    public void close() {
        parts.close();
    }
}
