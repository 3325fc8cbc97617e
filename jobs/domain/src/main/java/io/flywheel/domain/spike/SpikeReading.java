package io.flywheel.domain.spike;

import org.jspecify.annotations.Nullable;

/**
 * What the detector says of a bucket.
 *
 * <p><b>Units:</b> {@code score} is the distance from {@code expected} in standard deviations, 0 while the series warms up; {@code limit} is what a single bucket has to reach; {@code ratio} is the amount
 * against the expected one, 0 where that is 0.
 *
 * @param expected the amount that exposure, season and past lead one to expect
 * @param spiking the bucket belongs to a spike, from its first bucket until it is over
 * @param begins the first bucket of a spike: once a spike
 * @param cause the rule that the bucket breaks; null for a usual bucket, and inside a spike for one that is on its way back
 */
public record SpikeReading(
        double score,
        double expected,
        double ratio,
        double limit,
        boolean spiking,
        boolean begins,
        @Nullable SpikeCause cause) {}
