package io.flywheel.local.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which job runs or ran, and how far it came.
 *
 * <p><b>Units:</b> seconds from the command's start to its end; on a cluster the job goes on after that.
 *
 * @param where {@code local}, or the address of the cluster
 * @param watermark event time up to which every part of the job has written its rows; null when one has written none, and on a cluster
 */
public record RunReport(
        String job,
        String jobId,
        String where,
        double seconds,
        @Nullable Instant watermark) {}
