package io.flywheel.local.cluster;

import java.util.List;

/**
 * How a cluster stands.
 *
 * @param page address of Flink's page and of its client
 * @param folder where its settings, logs, checkpoints and savepoints are
 * @param processes those that live, by name
 */
public record ClusterReport(
        String page, String folder, List<String> processes, int slots, int freeSlots, List<RunningJob> jobs) {

    public ClusterReport {
        processes = List.copyOf(processes);
        jobs = List.copyOf(jobs);
    }

    /** A job that the cluster knows and that has not ended. */
    public record RunningJob(String name, String jobId, String status) {}
}
