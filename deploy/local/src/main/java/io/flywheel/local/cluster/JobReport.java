package io.flywheel.local.cluster;

import org.jspecify.annotations.Nullable;

/**
 * What became of a job on the cluster.
 *
 * @param job which of the product's jobs
 * @param parallelism subtasks of each operator; of a job that was stopped, those that it had
 * @param savepoint where its state came from or went to; null for a job that started without
 */
public record JobReport(
        String job,
        String jobId,
        String status,
        int parallelism,
        @Nullable String savepoint) {}
