package io.flywheel.local;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;

/**
 * A job on a cluster, here or elsewhere, as the run that submitted it sees it.
 *
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#JOB_FAILED} once the job has ended or its cluster knows it no more.
 */
public final class WatchedJob {

    private static final Duration TICK = Duration.ofMillis(50);

    private final JobClient job;
    private final Parts parts;
    private final String next;

    /**
     * Watches a job.
     *
     * @param parts the run, during whose end the job may end too
     * @param next where to look when the job has ended by itself
     */
    public WatchedJob(JobClient job, Parts parts, String next) {
        this.job = job;
        this.parts = parts;
        this.next = next;
    }

    public String id() {
        return job.getJobID().toHexString();
    }

    /** Waits until the job runs, or the run is told to end. */
    public void awaitRunning() {
        while (status() != JobStatus.RUNNING) {
            failIfEnded();
            if (parts.endsWithin(TICK)) {
                return;
            }
        }
    }

    /** Ends the wait of whoever waits for rows that can not come any more. */
    public void failIfEnded() {
        JobStatus status = status();
        if (status.isGloballyTerminalState() && !parts.isEnding()) {
            throw new Failure(
                    ErrorCode.JOB_FAILED, "the Flink job is " + status, "it ended although it should run on", next);
        }
    }

    private JobStatus status() {
        try {
            return job.getJobStatus().get();
        } catch (ExecutionException e) {
            throw new Failure(ErrorCode.JOB_FAILED, "Flink does not know its job", Failure.wordsOf(e), next, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(
                    ErrorCode.JOB_FAILED,
                    "the wait for the job was interrupted",
                    Failure.wordsOf(e),
                    "start it again",
                    e);
        }
    }
}
