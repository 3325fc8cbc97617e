package io.flywheel.cli;

import io.flywheel.local.JobKind;
import io.flywheel.local.cluster.Cluster;
import io.flywheel.local.cluster.ClusterReport;
import io.flywheel.local.cluster.ClusterRequest;
import io.flywheel.local.cluster.ClusterShape;
import io.flywheel.local.cluster.JobReport;
import io.flywheel.local.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster that remembers what it was asked and answers with fixed figures. */
final class RecordedCluster implements Cluster {

    final List<String> asked = new ArrayList<>();

    @Nullable
    Path folder;

    @Nullable
    ClusterShape shape;

    @Nullable
    ClusterRequest request;

    @Override
    public ClusterReport up(ClusterShape shape, Progress progress) {
        asked.add("up");
        this.shape = shape;
        progress.begin("Flink");
        progress.done("2 task managers");
        return status();
    }

    @Override
    public ClusterReport status() {
        return new ClusterReport(
                "http://127.0.0.1:8081",
                String.valueOf(folder),
                List.of("taskmanager-1 (12)", "jobmanager-1 (11)"),
                4,
                3,
                List.of(new ClusterReport.RunningJob("wheel", "a1b2", "RUNNING")));
    }

    @Override
    public void down(boolean now, Progress progress) {
        asked.add(now ? "down now" : "down");
    }

    @Override
    public JobReport submit(ClusterRequest request, Progress progress) {
        asked.add("submit");
        this.request = request;
        return report(request.job(), request.parallelism(), request.savepoint());
    }

    @Override
    public JobReport savepoint(JobKind job, Progress progress) {
        asked.add("savepoint " + job);
        return report(job, 2, "file:/s/savepoint-1");
    }

    @Override
    public JobReport stop(JobKind job, Progress progress) {
        asked.add("stop " + job);
        return report(job, 2, "file:/s/savepoint-1");
    }

    @Override
    public JobReport resume(
            JobKind job, int parallelism, @Nullable Path jar, @Nullable String savepoint, Progress progress) {
        asked.add("resume " + job + " " + parallelism + " " + jar + " " + savepoint);
        return report(job, parallelism, savepoint);
    }

    private static JobReport report(JobKind job, int parallelism, @Nullable String savepoint) {
        return new JobReport(job.toString(), "a1b2", "RUNNING", parallelism, savepoint);
    }
}
