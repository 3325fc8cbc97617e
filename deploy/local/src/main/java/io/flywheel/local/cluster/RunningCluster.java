package io.flywheel.local.cluster;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that answers, asked by Flink's own client.
 *
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#FLINK_UNREACHABLE} when nobody answers, {@link ErrorCode#SAVEPOINT_FAILED} for a savepoint that was not completed.
 */
final class RunningCluster implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration SAVEPOINT = Duration.ofMinutes(10);

    private final RestClusterClient<String> client;

    private RunningCluster(RestClusterClient<String> client) {
        this.client = client;
    }

    static RunningCluster of(Configuration settings) {
        Configuration own = new Configuration(settings);
        // The command's own patience is what counts, not minutes of silent tries.
        own.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        own.set(RestOptions.RETRY_DELAY, Duration.ofMillis(200));
        try {
            return new RunningCluster(new RestClusterClient<>(own, "standalone"));
        } catch (Exception e) { // the client declares nothing narrower
            throw unreachable(e);
        }
    }

    /** How many slots there are and how many are free; empty while nobody answers. */
    Optional<ClusterOverviewWithVersion> overview() {
        try {
            return Optional.of(await(client.getClusterOverview(), Duration.ofSeconds(5)));
        } catch (Failure nobodyYet) {
            return Optional.empty();
        }
    }

    /** Jobs that have not ended. */
    List<JobStatusMessage> jobs() {
        Collection<JobStatusMessage> jobs = await(client.listJobs(), ANSWER);
        return jobs.stream()
                .filter(job -> !job.getJobState().isGloballyTerminalState())
                .toList();
    }

    JobStatus status(String jobId) {
        return await(client.getJobStatus(JobID.fromHexString(jobId)), ANSWER);
    }

    /** Whether every subtask of the job runs: a job is RUNNING from when it was scheduled on. */
    boolean isWhole(String jobId) {
        JobDetailsInfo details = await(client.getJobDetails(JobID.fromHexString(jobId)), ANSWER);
        return details.getJobVertexInfos().stream()
                .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    /** Why the job does not run, in the words of the failure that began it; empty while the cluster does not tell. */
    Optional<String> reason(String jobId) {
        JobExceptionsMessageParameters parameters = new JobExceptionsMessageParameters();
        parameters.jobPathParameter.resolve(JobID.fromHexString(jobId));
        JobExceptionsInfoWithHistory told = await(
                client.sendRequest(JobExceptionsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance()),
                ANSWER);
        return told.getExceptionHistory().getEntries().stream()
                .map(JobExceptionsInfoWithHistory.ExceptionInfo::getStacktrace)
                .findFirst()
                .map(RunningCluster::innermost);
    }

    /** The last cause of a stack trace, which is what a person can act on. */
    private static String innermost(String trace) {
        List<String> causes = trace.lines()
                .filter(line -> !line.isBlank()
                        && !line.stripLeading().startsWith("at ")
                        && !line.stripLeading().startsWith("..."))
                .map(String::strip)
                .toList();
        return causes.isEmpty() ? trace : causes.get(causes.size() - 1).replaceFirst("^Caused by: ", "");
    }

    /** A failure of the cluster comes as the text of its stack trace. */
    private static String innermost(Throwable cause) {
        String words = cause.getMessage();
        return words == null ? cause.getClass().getSimpleName() : innermost(words);
    }

    /** A savepoint in the form that every state backend can read; the job goes on. */
    String savepoint(String jobId, String folder) {
        return saved(client.triggerSavepoint(JobID.fromHexString(jobId), folder, SavepointFormatType.CANONICAL));
    }

    /** The same, and nothing is read after it: what the savepoint holds is all that was done. */
    String stop(String jobId, String folder) {
        return saved(
                client.stopWithSavepoint(JobID.fromHexString(jobId), false, folder, SavepointFormatType.CANONICAL));
    }

    private static String saved(CompletableFuture<String> savepoint) {
        try {
            return savepoint.get(SAVEPOINT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw notSaved(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw notSaved(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notSaved(e);
        }
    }

    private static Failure notSaved(Throwable cause) {
        return new Failure(
                ErrorCode.SAVEPOINT_FAILED,
                "no savepoint was completed",
                innermost(cause),
                "the job goes on; read the log of the job manager, and docs/runbooks/backpressure.md if it took too long",
                cause);
    }

    private static <T> T await(CompletableFuture<T> answer, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private static Failure unreachable(@Nullable Throwable cause) {
        return new Failure(
                ErrorCode.FLINK_UNREACHABLE,
                "the cluster does not answer",
                cause == null ? "nobody listens" : innermost(cause),
                "see what lives with: flywheel cluster status; start it with: flywheel cluster up",
                cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
