package io.flywheel.pipeline;

import io.flywheel.pipeline.customer.TrackingSettings;

/**
 * What may be tuned in the momentum graph.
 *
 * <p><b>Units:</b> {@code rejectFloodRatio} is 0 to 1, of the last 10,000 records; {@code qualityRetentionMillis} is event time after the start of a quality window.
 *
 * <p><b>Source:</b> docs/reference/configuration.md.
 */
public record MomentumSettings(TrackingSettings tracking, double rejectFloodRatio, long qualityRetentionMillis) {}
