package io.flywheel.domain.quality;

/**
 * How far one part of a job has come: every row that events up to this watermark gave was handed to the sink before.
 *
 * <p><b>Units:</b> {@code watermarkMillis} is event time in epoch milliseconds, exclusive of later arrivals.
 */
public record Progress(String job, String stage, int subtask, long watermarkMillis) {}
