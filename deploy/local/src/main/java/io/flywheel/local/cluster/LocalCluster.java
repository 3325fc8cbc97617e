package io.flywheel.local.cluster;

import io.flywheel.local.JobKind;
import io.flywheel.local.Parts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.LoopbackPorts;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.state.LocalState;
import io.flywheel.local.state.StateQuestions.Restore;
import io.flywheel.local.state.StateVerdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.jspecify.annotations.Nullable;

/** The cluster in a folder of this machine, started, asked and ended by commands that do not live as long as it does. */
public final class LocalCluster implements Cluster {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration REASON_PATIENCE = Duration.ofSeconds(8);
    private static final String NO_REASON = "it gave no reason";

    private final Distribution distribution;
    private final ClusterFolder folder;
    private final ClusterSettings settings;
    private final ClusterProcesses processes;
    private final Clock clock;

    /** The cluster of a folder, which need not live. */
    public LocalCluster(Distribution distribution, ClusterFolder folder, Clock clock) {
        this.distribution = distribution;
        this.folder = folder;
        this.settings = new ClusterSettings(folder);
        this.processes = new ClusterProcesses(distribution, folder, settings);
        this.clock = clock;
    }

    @Override
    public ClusterReport up(ClusterShape shape, Progress progress) {
        List<ClusterProcess> living = processes.living();
        if (!living.isEmpty()) {
            throw new Failure(
                    ErrorCode.CLUSTER_RUNNING,
                    "a cluster lives in " + folder.root() + " already",
                    "process " + living.get(0).pid() + " is its "
                            + living.get(0).name(),
                    "look at it with: flywheel cluster status; end it with: flywheel cluster down");
        }
        folder.create();
        int zooKeeper = LoopbackPorts.choose("ZooKeeper", 0);
        settings.write(distribution, shape, zooKeeper);
        progress.begin("Flink");
        if (shape.standby()) {
            processes.startZooKeeper(zooKeeper);
        }
        for (int number = 1; number <= shape.jobManagers(); number++) {
            processes.startJobManager(number);
        }
        for (int number = 1; number <= shape.taskManagers(); number++) {
            processes.startTaskManager(number);
        }
        int expected = shape.taskManagers() * shape.slots();
        try (RunningCluster cluster = RunningCluster.of(settings.read())) {
            await("all task managers", this::noneEnded, () -> slots(cluster) == expected);
        } catch (Failure failure) {
            processes.known().forEach(ClusterProcess::end);
            throw failure;
        }
        progress.done(shape.taskManagers() + " task managers");
        return status();
    }

    /** A task manager is known a moment before its slots are. */
    private static int slots(RunningCluster cluster) {
        return cluster.overview()
                .map(ClusterOverviewWithVersion::getNumSlotsTotal)
                .orElse(0);
    }

    private void noneEnded() {
        for (ClusterProcess process : processes.known()) {
            if (!process.isAlive()) {
                throw new Failure(
                        ErrorCode.FLINK_UNREACHABLE,
                        "the " + process.name() + " ended while the cluster was starting",
                        process.lastWords(),
                        "read its log in " + folder.logs());
            }
        }
    }

    @Override
    public ClusterReport status() {
        try (RunningCluster cluster = connected()) {
            Optional<ClusterOverviewWithVersion> overview = cluster.overview();
            return new ClusterReport(
                    "http://" + LoopbackPorts.HOST + ":" + settings.read().get(RestOptions.PORT),
                    folder.root().toString(),
                    processes.living().stream()
                            .map(process -> process.name() + " (" + process.pid() + ")")
                            .toList(),
                    overview.map(ClusterOverviewWithVersion::getNumSlotsTotal).orElse(0),
                    overview.map(ClusterOverviewWithVersion::getNumSlotsAvailable)
                            .orElse(0),
                    cluster.jobs().stream()
                            .map(job -> new ClusterReport.RunningJob(
                                    job.getJobName(),
                                    job.getJobId().toHexString(),
                                    job.getJobState().toString()))
                            .toList());
        }
    }

    private RunningCluster connected() {
        if (!settings.isThere() || processes.living().isEmpty()) {
            throw new Failure(
                    ErrorCode.CLUSTER_NOT_RUNNING,
                    "no cluster lives in " + folder.root(),
                    "none of its processes does",
                    "start it with: flywheel cluster up");
        }
        return RunningCluster.of(settings.read());
    }

    @Override
    public void down(boolean now, Progress progress) {
        if (!now) {
            try (RunningCluster cluster = connected()) {
                refuseWhileJobsRun(cluster);
            }
        }
        progress.begin("Flink");
        List<ClusterProcess> known = processes.known();
        known.forEach(ClusterProcess::end);
        progress.done(known.size() + " processes ended");
    }

    private static void refuseWhileJobsRun(RunningCluster cluster) {
        cluster.jobs().stream().findFirst().ifPresent(job -> {
            throw new Failure(
                    ErrorCode.CLUSTER_RUNNING,
                    "the cluster carries a job",
                    job.getJobName() + " is " + job.getJobState(),
                    "stop it first with: flywheel cluster stop; or leave it to its last checkpoint with --now");
        });
    }

    @Override
    public JobReport submit(ClusterRequest request, Progress progress) {
        Path jar = request.jar();
        Submission submission = new Submission(
                request.job(),
                new JobID().toHexString(),
                (jar == null ? distribution.jobJar() : jar).toAbsolutePath(),
                request.configuration().toAbsolutePath(),
                request.settings(),
                request.parallelism(),
                request.savepoint());
        return start(submission, request.savepoint(), progress);
    }

    @Override
    public JobReport resume(
            JobKind job, int parallelism, @Nullable Path jar, @Nullable String savepoint, Progress progress) {
        Submission last = Submission.read(folder, job);
        String from = savepoint == null ? last.savepoint() : savepoint;
        if (from == null) {
            throw new Failure(
                    ErrorCode.NOTHING_SUBMITTED,
                    "the job " + job + " was never stopped with a savepoint",
                    "so there is nothing to resume it from",
                    "name a savepoint or a checkpoint with --from; the checkpoints are in " + folder.checkpoints());
        }
        Submission next = new Submission(
                job,
                new JobID().toHexString(),
                jar == null ? last.jar() : jar.toAbsolutePath(),
                last.configuration(),
                last.settings(),
                parallelism == 0 ? last.parallelism() : parallelism,
                from);
        return start(next, from, progress);
    }

    private JobReport start(Submission submission, @Nullable String from, Progress progress) {
        try (RunningCluster cluster = connected()) {
            if (from != null) {
                refuseUnlessRestorable(submission, from);
            }
            progress.begin("Flink job");
            new SubmittingClient(distribution, folder, settings).run(submission, from);
            submission.write(folder);
            await(
                    "all subtasks of the job",
                    () -> failIfEnded(cluster, submission.jobId()),
                    () -> cluster.isWhole(submission.jobId()));
            progress.done("RUNNING with " + submission.parallelism() + " subtasks of each operator");
            return report(submission, JobStatus.RUNNING, from);
        }
    }

    /** Flink would say so, too, but one reason at a time, and only after it has started to restore. */
    private static void refuseUnlessRestorable(Submission submission, String from) {
        StateVerdict verdict = new LocalState().check(new Restore(from, submission.jar(), submission.parallelism(), 0));
        verdict.problems().stream().findFirst().ifPresent(problem -> {
            throw new Failure(
                    ErrorCode.STATE_REFUSED,
                    "the job jar can not restore " + from,
                    problem.reason() + " " + problem.operator() + " " + problem.state() + ": " + problem.what(),
                    "see all reasons with: flywheel state check --savepoint " + from + " --jar " + submission.jar());
        });
    }

    private void failIfEnded(RunningCluster cluster, String jobId) {
        JobStatus status = cluster.status(jobId);
        if (status.isGloballyTerminalState() || status == JobStatus.RESTARTING || status == JobStatus.FAILING) {
            throw new Failure(
                    ErrorCode.JOB_FAILED,
                    "the job is " + status + " instead of running",
                    reason(cluster, jobId),
                    "read the logs in " + folder.logs());
        }
    }

    /** The cluster tells what failed some seconds after it did. */
    private static String reason(RunningCluster cluster, String jobId) {
        try (Parts parts = new Parts()) {
            for (Duration waited = Duration.ZERO; waited.compareTo(REASON_PATIENCE) < 0; waited = waited.plus(TICK)) {
                Optional<String> reason = cluster.reason(jobId);
                if (reason.isPresent() || parts.endsWithin(TICK)) {
                    return reason.orElse(NO_REASON);
                }
            }
        }
        return NO_REASON;
    }

    @Override
    public JobReport savepoint(JobKind job, Progress progress) {
        Submission submission = Submission.read(folder, job);
        try (RunningCluster cluster = connected()) {
            progress.begin("savepoint");
            String taken = cluster.savepoint(
                    submission.jobId(), folder.savepoints().toUri().toString());
            submission.withSavepoint(taken).write(folder);
            progress.done(taken);
            return report(submission, cluster.status(submission.jobId()), taken);
        }
    }

    @Override
    public JobReport stop(JobKind job, Progress progress) {
        Submission submission = Submission.read(folder, job);
        try (RunningCluster cluster = connected()) {
            progress.begin("savepoint");
            String taken =
                    cluster.stop(submission.jobId(), folder.savepoints().toUri().toString());
            submission.withSavepoint(taken).write(folder);
            progress.done(taken);
            return report(submission, JobStatus.FINISHED, taken);
        }
    }

    private static JobReport report(Submission submission, JobStatus status, @Nullable String savepoint) {
        return new JobReport(
                submission.job().toString(),
                submission.jobId(),
                status.toString(),
                submission.parallelism(),
                savepoint);
    }

    /** Ctrl+C ends the wait; what was started lives on, as it does after the command. */
    private void await(String what, Runnable check, BooleanSupplier done) {
        Instant deadline = clock.instant().plus(PATIENCE);
        try (Parts parts = new Parts()) {
            while (!done.getAsBoolean()) {
                check.run();
                if (parts.endsWithin(TICK) || clock.instant().isAfter(deadline)) {
                    throw new Failure(
                            ErrorCode.TIMED_OUT,
                            "the wait for " + what + " ended without them",
                            "they were not there after " + PATIENCE.toSeconds() + " s",
                            "read the logs in " + folder.logs());
                }
            }
        }
    }
}
