package io.flywheel.pipeline.relay;

/**
 * What time it was at the part of a job that sent a record.
 *
 * <p><b>Shape:</b> {@code sender} counts from 0 to {@code senders}; {@code watermarkMillis} never falls from one record of a sender to the next, except after a restart.
 */
public record SenderClock(int sender, int senders, long watermarkMillis) {}
