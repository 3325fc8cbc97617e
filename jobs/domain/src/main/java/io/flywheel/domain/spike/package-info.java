/**
 * Spikes of friction: whether a bucket of a series is more than its exposure, its season and its own past would lead one to expect. Works on tallies, after the windows of an event's walk; one
 * {@link io.flywheel.domain.spike.SpikeDetector} a series, fed bucket by bucket.
 */
@NullMarked
package io.flywheel.domain.spike;

import org.jspecify.annotations.NullMarked;
