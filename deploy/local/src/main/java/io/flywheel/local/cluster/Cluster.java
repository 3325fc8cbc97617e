package io.flywheel.local.cluster;

import io.flywheel.local.JobKind;
import io.flywheel.local.progress.Progress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster of processes on this machine, and the jobs that it carries.
 *
 * <p><b>Errors:</b> {@link io.flywheel.local.failure.Failure}, with a code that says whether Flink, the job, the savepoint or the folder is what fails.
 */
public interface Cluster {

    /** Starts its processes; when this returns it takes jobs. */
    ClusterReport up(ClusterShape shape, Progress progress);

    /** What lives and runs. */
    ClusterReport status();

    /**
     * Ends its processes. What it wrote stays.
     *
     * @param now whether jobs that still run are no reason to refuse; they can go on from their last checkpoint
     */
    void down(boolean now, Progress progress);

    /** Gives it a job, which goes on without this process. */
    JobReport submit(ClusterRequest request, Progress progress);

    /** Takes a savepoint of a job that goes on. */
    JobReport savepoint(JobKind job, Progress progress);

    /** Ends a job with a savepoint, from which it can be resumed. */
    JobReport stop(JobKind job, Progress progress);

    /**
     * Starts a job as it was submitted last, from where it was stopped.
     *
     * @param parallelism 0 for that of before
     * @param jar the job jar of another release; null for that of before
     * @param savepoint another savepoint or checkpoint than the last; null for the last
     */
    JobReport resume(JobKind job, int parallelism, @Nullable Path jar, @Nullable String savepoint, Progress progress);

    /** Stops a job and resumes it with another number of subtasks. */
    default JobReport rescale(JobKind job, int parallelism, Progress progress) {
        stop(job, progress);
        return resume(job, parallelism, null, null, progress);
    }
}
